import { expect, it } from '@jest/globals';
import { IsWhole } from './texts.js';
import { validated } from './validation.js';

class Body {
  @IsWhole(30, 86_400)
  seconds!: unknown;
}

it.each(['300', 29, 86_401, 30.5, NaN, true, null, [], undefined])(
  'a whole number is not %j, and the message says what it must be',
  async (seconds) => {
    const message = 'must be a whole number from 30 to 86,400, not in quotes';
    await expect(validated(Body, { seconds })).rejects.toMatchObject({ errors: [{ field: 'seconds', message }] });
  },
);

it.each([30, 300, 86_400])('a whole number within its bounds is taken: %i', async (seconds) =>
  expect(await validated(Body, { seconds })).toEqual({ seconds }),
);
