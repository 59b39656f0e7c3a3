import { expect, it } from '@jest/globals';
import { loggerTo } from './logger.js';

it('a log line holds no whole phone number, and is otherwise as it was', () => {
  const lines: string[] = [];
  const logger = loggerTo('info', { write: (line) => void lines.push(line) });
  const error = new Error('duplicate key { msisdn: "0788 555 123" } of pay_143f0788555123a8f9788555123ab199');
  logger.error({ err: error, requestId: '788555123', msisdn: '+46733123450' }, 'No answer about +250788555123');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\}\n$/);
  const { err, ...line } = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(line).toEqual({
    level: 50,
    time: expect.any(Number),
    requestId: '788555123',
    msisdn: '+46733****50',
    msg: 'No answer about +25078*****23',
  });
  const shown = 'duplicate key { msisdn: "+25078*****23" } of pay_143f0788555123a8f9788555123ab199';
  expect(err).toMatchObject({ message: shown, stack: expect.stringContaining(shown) });
});
