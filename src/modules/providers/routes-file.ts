import { z } from 'zod';
import { Money } from '../../kernel/domain/money.js';
import { routedKinds, type Route, type Routes } from './routing.rule.js';

const amount = z.string();
const names = z.array(z.string().min(1)).min(1);
const shape = z.strictObject({
  currency: z.string(),
  limits: z.record(z.string(), z.strictObject({ least: amount.optional(), most: amount.optional() })).optional(),
  routes: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        when: z
          .strictObject({
            kinds: z.array(z.enum(routedKinds)).min(1).optional(),
            from: amount.optional(),
            below: amount.optional(),
            services: names.optional(),
            branches: names.optional(),
          })
          .optional(),
        to: names,
        share: z.record(z.string(), z.number().int().min(0).max(100)).optional(),
      }),
    )
    .optional(),
});

/** The rules in the text of a file, or a sentence that says what is wrong with it. `providers` are those that may be named. */
export function readRoutes(text: string, providers: readonly string[]): Routes | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const read = shape.safeParse(json);
  if (!read.success) {
    const [{ path, message }] = read.error.issues as unknown as [{ path: readonly PropertyKey[]; message: string }];
    return `${path.map(String).join('.') || 'it'}: ${message}`;
  }
  const { currency, limits = {}, routes = [] } = read.data;
  const wrong: string[] = [];
  const money = (value: string | undefined, where: string): Money | null => {
    if (value === undefined) return null;
    const parsed = Money.parse(value, currency);
    if (parsed === null) wrong.push(`${where} must be an amount of ${currency}, not ${JSON.stringify(value)}`);
    return parsed;
  };
  const known = (name: string, where: string) => {
    if (!providers.includes(name))
      wrong.push(`${where} names ${JSON.stringify(name)}, and the providers here are ${providers.join(', ')}`);
  };
  const readLimits = Object.entries(limits).map(([name, { least, most }]) => {
    known(name, 'limits');
    return [name, { least: money(least, `limits.${name}.least`), most: money(most, `limits.${name}.most`) }] as const;
  });
  const readOnes = routes.map(({ name, when = {}, to, share = null }, place): Route => {
    const where = `routes.${place}`;
    if (routes.findIndex((each) => each.name === name) < place)
      wrong.push(`two routes have the name ${JSON.stringify(name)}`);
    for (const one of to) known(one, `${where}.to`);
    const sharing = share === null ? null : Object.keys(share);
    if (sharing?.some((one) => !to.includes(one)) === true || (sharing !== null && sharing.length !== to.length))
      wrong.push(`${where}.share must name exactly those of to`);
    if (share !== null && Object.values(share).reduce((sum, one) => sum + one, 0) !== 100)
      wrong.push(`${where}.share must add up to 100`);
    return {
      name,
      when: {
        kinds: when.kinds ?? null,
        from: money(when.from, `${where}.when.from`),
        below: money(when.below, `${where}.when.below`),
        services: when.services ?? null,
        branches: when.branches ?? null,
      },
      to,
      share,
    };
  });
  return wrong[0] ?? { limits: Object.fromEntries(readLimits), routes: readOnes };
}
