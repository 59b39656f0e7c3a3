export { AllProviders, DeclareOutage, EndOutage } from './provider.commands.js';
