import { instant, type Clock } from '../../kernel/domain/clock.js';
import { beginning } from '../../kernel/domain/position.js';
import type { Collection, DocumentStore } from '../../kernel/ports/document-store.js';

export const writeProbe: Collection<{ readonly id: string; readonly at: string }> = {
  name: 'write-probe.v1',
  indexes: [],
};

/** Writes one document again and again: a store that answers questions may be unable to write, as on a full disk. */
export class DocumentProbe {
  constructor(
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  start(): Promise<void> {
    return this.documents.declare(writeProbe);
  }

  async stop(): Promise<void> {
    await Promise.resolve();
  }

  async checkWritable(): Promise<void> {
    const stored = (await this.documents.get(writeProbe, ['probe'])).get('probe');
    const document = { id: 'probe', at: instant(this.clock.now()) };
    const position = (stored?.position ?? beginning) + 1n;
    await this.documents.write(writeProbe, [{ id: 'probe', document, position }]);
  }
}
