import type { KeyOfSubject } from '../../kernel/ports/key-store.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { ErasuresFile } from './erasures-file.js';
import type { Erasure } from './payer.events.js';

export const keysOf = ({ subject, keyIds }: Erasure): readonly KeyOfSubject[] =>
  keyIds.map((keyId) => ({ subject, keyId }));

/** Carries out what is on record: first the line in the list that is kept apart, then the keys. */
export class Erasures {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly personalData: Pick<PersonalData, 'areDestroyed' | 'destroy'>,
    private readonly file: Pick<ErasuresFile, 'append'> | null,
  ) {}

  /** False: it was carried out before. One after the other; two instances at once are harmless, and may leave two lines. */
  carryOut(erasure: Erasure): Promise<boolean> {
    const turn = this.#last.then(() => this.#carryOut(erasure));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #carryOut(erasure: Erasure): Promise<boolean> {
    const keys = keysOf(erasure);
    if (await this.personalData.areDestroyed(keys)) return false;
    await this.file?.append(erasure);
    await this.personalData.destroy(keys);
    return true;
  }
}
