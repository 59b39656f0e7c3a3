export { expectedFee, keptFee, type ExpectedFee, type NoFee, type Tariff, type Tariffs } from './tariff.rule.js';
export { isReadTariffs, readTariffs, shippedTariffs } from './tariff-file.js';
