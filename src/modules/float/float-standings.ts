import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { floats, type FloatDocument } from './float.js';

/** The floats as they were last seen, for health and metrics. */
export class FloatStandings {
  constructor(
    private readonly documents: Pick<DocumentStore, 'get'>,
    private readonly providers: readonly string[],
  ) {}

  async all(): Promise<readonly FloatDocument[]> {
    const found = await this.documents.get(floats, this.providers);
    return [...found.values()].map(({ document }) => document);
  }
}
