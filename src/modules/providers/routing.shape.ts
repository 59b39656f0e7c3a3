import { z } from 'zod';
import { routingReasons, type Routed, type RoutingAsk, type RoutedKind } from './routing.rule.js';

/** Which providers were considered, in the order in which they would be asked, and why: as the events of payments and payouts keep it. */
export const routingShape = z.object({
  /** The rule of the routes' file that decided; null: none fitted. */
  rule: z.string().nullable(),
  /** The caller wished the provider: then no other one is asked. */
  isWished: z.boolean(),
  candidates: z.array(
    z.object({
      provider: z.string(),
      is: z.enum(['chosen', 'possible', 'ruled-out']),
      reasons: z.array(z.enum(routingReasons)),
    }),
  ),
});
export type Routing = z.output<typeof routingShape>;

export const asRouting = ({ rule, candidates }: Routed, isWished: boolean): Routing => ({
  rule,
  isWished,
  candidates: candidates.map(({ reasons, ...candidate }) => ({ ...candidate, reasons: [...reasons] })),
});

/** What routing has to know of a payment or payout. Its id is a hash after four characters, so that its tries share one draw. */
export const routingAskOf = (
  kind: RoutedKind,
  id: string,
  { amount, dimensions }: Pick<RoutingAsk, 'amount'> & { readonly dimensions: Readonly<Record<string, string>> },
  wanted: string | null,
): RoutingAsk => ({
  kind,
  amount,
  service: dimensions['service'] ?? null,
  branch: dimensions['branch'] ?? null,
  wanted,
  draw: parseInt(id.slice(4, 12), 16) / 2 ** 32,
});
