import { expect, it, jest } from '@jest/globals';
import { resolve } from 'node:path';

interface Context {
  readonly prototype: { teardown(this: { global: object; variables: NodeJS.ProcessEnv }): Promise<void> };
}

it('what one test file asks of Jest, or sets, does not reach the next one', async () => {
  const { default: OneContext } = (await import(resolve('test/support/one-context.mjs'))) as { default: Context };
  const ofJest = (global: object) =>
    Object.getOwnPropertySymbols(global).filter(({ description }) =>
      /^(JEST_|TEST_|RETRY_|WAIT_|LOG_|EVENT_H)/.test(description!),
    );
  jest.setTimeout(20_000);
  jest.retryTimes(0, { logErrorsBeforeRetry: true, waitBeforeRetry: 0, retryImmediately: true });
  const symbols = Object.fromEntries(ofJest(globalThis).map((symbol) => [symbol, 1]));
  expect(ofJest(symbols).length).toBeGreaterThanOrEqual(4);
  const global = { ...symbols, process: { env: { STAYS: 'changed', COMES: '1' } } };
  await OneContext.prototype.teardown.call({ global, variables: { STAYS: '1', GOES: '1' } });
  expect(ofJest(global)).toEqual([]);
  expect(global.process.env).toEqual({ STAYS: '1', GOES: '1' });
});
