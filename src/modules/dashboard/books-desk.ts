import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { authenticatorToken, noteRefusal, type Authenticator, type Call } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { Pages, type Page } from '../../http/pages/pages.js';
import { sayIn, type Text } from '../../http/pages/text.js';
import { validated } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Language } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { fileTooLarge, refusedBecause, type Column } from './books.page.js';
import { faultOf } from './field-faults.page.js';
import { listAsCsv, type Rows } from './list-csv.js';

/** What a person asked for and did not get, as the page says it. */
export interface Fault {
  readonly status: number;
  readonly wrong: readonly Wrong[];
}

export type Labels = Readonly<Record<string, Text<[], string>>>;

/** What the pages of the books have in common: they send commands, and show in the page itself what was refused. */
@Injectable()
export class BooksDesk {
  constructor(
    @Inject(CommandBus) readonly commands: CommandBus,
    @Inject(QueryBus) readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
  ) {}

  show({ request, reply }: Call, page: Page, fault: Fault | null = null): string {
    return this.pages.show(request, reply, fault === null ? page : { ...page, status: fault.status });
  }

  /** Null: it was done. What the person can put right comes back to the form; everything else is answered as on every page. */
  async fault({ person, request }: Call, labels: Labels, work: () => Promise<unknown>): Promise<Fault | null> {
    const language = languageOf(request, person.language);
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof InvalidInput)
        return { status: 400, wrong: wrongIn(error.errors, request.body ?? request.query, labels, language) };
      if ((error as { readonly statusCode?: unknown } | null)?.statusCode === 413)
        return {
          status: 413,
          wrong: [{ field: 'file' in labels ? 'file' : null, message: sayIn(language)(fileTooLarge) }],
        };
      if (!(error instanceof Refusal)) throw error;
      const because = refusedBecause(error.code, error.detail, language);
      if (because === null) throw error;
      const { field, said } = because;
      const status = statusOf[error.kind];
      noteRefusal(request, status, error.code, this.authenticator);
      return { status, wrong: [{ field: field !== null && field in labels ? field : null, message: said }] };
    }
  }

  nameOf(id: string | null): string {
    return id === null ? '' : (this.authenticator.withId(id)?.name ?? id);
  }
}

const statusOf = { 'not-found': 404, conflict: 409, invalid: 422, forbidden: 403 } as const;

/** One sentence for each field that is wrong. */
export function wrongIn(
  errors: InvalidInput['errors'],
  form: unknown,
  labels: Labels,
  language: Language,
): readonly Wrong[] {
  const say = sayIn(language);
  const first = new Map(errors.toReversed().map(({ field, message }) => [field, message]));
  return [...first].toReversed().map(([field, message]) => {
    const label = labels[field];
    const typed = fieldOf(form as Form | undefined, field);
    return {
      field: label === undefined ? null : field,
      message: faultOf(label ? say(label) : field, typed, message, language),
    };
  });
}

/** The fields of these names that were filled in: an empty one is one that is left out. */
export function filled(form: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  const values = names.map((name) => [name, fieldOf(form as Form | undefined, name)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

/** The filters of a list as they stand in its address. What cannot be read is left out, and named. */
export async function filtersBy<T extends object>(
  of: new () => T,
  query: unknown,
  names: readonly string[],
): Promise<{ readonly filters: Readonly<Record<string, string>>; readonly errors: InvalidInput['errors'] }> {
  const given = filled(query, names);
  const errors: InvalidInput['errors'][number][] = [];
  for (const [name, value] of Object.entries(given)) {
    try {
      await validated(of, { [name]: value });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      errors.push(...error.errors.filter(({ field }) => field === name).slice(0, 1));
    }
  }
  const filters = Object.fromEntries(
    Object.entries(given).filter(([name]) => !errors.some(({ field }) => field === name)),
  );
  return { filters, errors };
}

export const isAsked = (query: unknown, name: string, value: string): boolean =>
  fieldOf(query as Form | undefined, name) === value;

/** A whole list as CSV, as it is read: its first part is asked for before anything is answered, so that a refusal is a page. */
export async function csvOf<Row>(
  reply: FastifyReply,
  name: string,
  columns: readonly Column<Row>[],
  part: (cursor: string | null) => Promise<Rows<Row>>,
): Promise<Readable> {
  const written = columns.map((column) => [column.name, column.text] as const);
  return listAsCsv(reply, `${name}.csv`, written, await part(null), part);
}

export const csvOfRows = <Row>(
  reply: FastifyReply,
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Readable> => csvOf(reply, name, columns, () => Promise.resolve({ rows, next: null }));
