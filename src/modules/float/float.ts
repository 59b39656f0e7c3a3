import type { Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import type { Collection } from '../../kernel/ports/document-store.js';

/** Money that is approved to go out through a provider, and has not gone. */
export interface Need {
  /** Null: it is chosen when it is sent. */
  readonly provider: string | null;
  readonly amount: Money;
}

/** What modules add that send money: all that is approved there now. */
export class FloatNeeds {
  readonly #sources: (() => Promise<readonly Need[]>)[] = [];

  add(source: () => Promise<readonly Need[]>): void {
    this.#sources.push(source);
  }

  async now(): Promise<readonly Need[]> {
    return (await Promise.all(this.#sources.map((source) => source()))).flat();
  }
}

/** The float at one provider as it was last asked for, beside what is to go out of it. */
export interface FloatDocument {
  /** Of the provider. */
  readonly id: string;
  /** Null: it is not known, and nothing is said about it. */
  readonly balance: { readonly amount: string; readonly currency: string } | null;
  /** Why it is not known. */
  readonly why: string | null;
  /** When it was last asked for, with or without an answer; null: not yet. */
  readonly askedAt: Instant | null;
  readonly approved: readonly { readonly amount: string; readonly currency: string }[];
  /** Since when it is below what is approved; null: it is not, or is not known. */
  readonly lowSince: Instant | null;
}

export const floats: Collection<FloatDocument> = { name: 'floats.v1', indexes: [] };
export const floatCollections: readonly Collection[] = [floats];

/** The sums of a provider by currency. What has no provider yet goes out through the only one there is; of several it belongs to none. */
export function sumsOf(needs: readonly Need[], provider: string, isOnly: boolean): readonly Money[] {
  const sums = new Map<string, Money>();
  for (const { provider: of, amount } of needs) {
    if (of !== provider && !(of === null && isOnly)) continue;
    sums.set(amount.currency, (sums.get(amount.currency) ?? Money.zero(amount.currency)).plus(amount));
  }
  return [...sums.values()];
}

/** Whether the float does not cover what is approved. A balance that is not known, or of another currency, says nothing. */
export const isLow = (balance: Money | null, approved: readonly Money[]): boolean =>
  balance !== null && approved.some((sum) => sum.currency === balance.currency && sum.exceeds(balance));

/** How long after it was last asked for a balance is asked for again. */
export const pauseOf = (hasNeeds: boolean): number => (hasNeeds ? askEveryMs : askIdleEveryMs);
const askEveryMs = 5 * 60_000;
const askIdleEveryMs = 60 * 60_000;
