import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { mayUse } from '../../http/access.js';
import {
  authenticatorToken,
  Called,
  type ApiClient,
  type Authenticator,
  type Call,
} from '../../http/authentication.js';
import { withFile } from '../../http/pages/file-form.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FileFormRoute, FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { hasApproved } from '../../kernel/domain/approvals.js';
import { signerOf } from '../../kernel/domain/approvals.js';
import { Money } from '../../kernel/domain/money.js';
import type { KnownBatch } from '../payouts/contract.js';
import {
  ApproveBatch,
  BatchById,
  BatchesWhere,
  BatchLinesWhere,
  BatchResources,
  CheckBatchFile,
  ReceiveBatch,
  RejectBatch,
} from '../payouts/contract.http.js';
import {
  batchesPage,
  batchesPath as here,
  batchPage,
  sendBatchPage,
  type ListedBatch,
  type LookedAt,
  type ShownLine,
} from './batches.page.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, type CsvColumns, type Rows } from './list-csv.js';
import { cursorIn, wantsCsv } from './list-filters.js';
import { decidable, doneIn, isProse } from './money-forms.js';
import { wrongText } from './money-parts.page.js';
import { carryOut, refusalOf, type Came } from './page-refusals.js';

const onAPage = 50;
const inAQuestion = 200;

/** Files of payouts: checked before they are sent, approved as one by another person, and shown line by line. */
@Controller('payouts/batches')
export class BatchesPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(BatchResources) private readonly resources: BatchResources,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call, @Res({ passthrough: true }) reply: FastifyReply) {
    const { person, request } = call;
    if (wantsCsv(request.query)) {
      const page = (cursor: string | null) => this.#batches(inAQuestion, cursor);
      return listAsCsv(reply, 'payout-files.csv', batchColumns, await page(null), page);
    }
    const { rows: batches, next } = await this.#batches(onAPage, cursorIn(request.query));
    const maySend = mayUse(person.principal.roles, 'POST /payouts/batches/new');
    return this.pages.show(request, reply, batchesPage({ ...frameOf(call, '/payouts/'), batches, next, maySend }));
  }

  @PageRoute()
  @Get('new')
  open(@Called() call: Call): string {
    return this.#send(call, {});
  }

  @FileFormRoute()
  @Post('new')
  send(@Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const form = request.body as Form | undefined;
    const expected = fieldOf(form, 'step') === 'send' ? fieldOf(form, 'sha256') : null;
    const looked = expected === null ? null : lookedIn(form);
    return withFile(request, async (bytes) => {
      const file = new HashedFile(bytes, expected);
      let shown: Parameters<typeof sendBatchPage>[0]['checked'] = null;
      let sent = '';
      let isNew = true;
      try {
        const refused = await refusalOf(
          async () => {
            if (expected === null) shown = await this.#check(file, client);
            else {
              const received = await this.commands.execute(new ReceiveBatch(client, file, by));
              sent = received.batch.id;
              isNew = received.isNew;
            }
          },
          request,
          this.authenticator,
        );
        if (refused !== null) return this.#send(call, file.isEmpty ? { fault: 'none', looked } : { refused, looked });
      } catch (error) {
        if (error instanceof AnotherFile) return this.#send(call, { fault: file.isEmpty ? 'none' : 'another', looked });
        throw error;
      }
      if (shown === null) throw new SeeOther(`${here}/${sent}?done=${isNew ? 'now' : 'already'}`);
      return this.#send(call, { checked: shown });
    });
  }

  @PageRoute()
  @Get(':id')
  async one(@Param('id') id: string, @Called() call: Call, @Res({ passthrough: true }) reply: FastifyReply) {
    if (!wantsCsv(call.request.query)) return this.#one(id, call, {});
    const page = async (cursor: string | null) => this.#lines(id, call, inAQuestion, cursor);
    return listAsCsv(reply, `${id}.csv`, columns, await page(null), page);
  }

  @FormRoute()
  @Post(':id/approve')
  approve(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const skipInvalid = fieldOf(request.body as Form | undefined, 'skipInvalid') === 'yes';
    const isMine = (known: KnownBatch) => hasApproved(known, client);
    return this.#work(id, call, isMine, () => this.commands.execute(new ApproveBatch(client, id, skipInvalid, by)));
  }

  @FormRoute()
  @Post(':id/reject')
  reject(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request, person } = call;
    const reason = fieldOf(request.body as Form | undefined, 'reason');
    const language = languageOf(request, person.language);
    if (!isProse(reason, 2_000))
      return this.#one(id, call, { wrong: [{ field: 'reason', message: wrongText(2_000, language) }] });
    const isMine = ({ rejectedBy }: KnownBatch) => rejectedBy?.id === client.id;
    return this.#work(id, call, isMine, () => this.commands.execute(new RejectBatch(client, id, reason, by)));
  }

  async #work(id: string, call: Call, isMine: (batch: KnownBatch) => boolean, order: () => Promise<unknown>) {
    const read = async () => (await this.queries.execute(new BatchById(id))).batch;
    const isDone = async () => isMine(await read());
    const press = { path: `${here}/${id}`, isDone, seen: seenOf(await read()), order };
    return this.#one(id, call, await carryOut(press, call, this.authenticator));
  }

  async #one(id: string, call: Call, came: Came): Promise<string> {
    const { person, client, request, reply } = call;
    const state = await this.queries.execute(new BatchById(id));
    const { batch: known, progress } = state;
    const { rows: lines, next } = await this.#lines(id, call, onAPage, cursorIn(request.query));
    const isOpen = known.status === 'requested' || progress.waitsFor === 'APPROVAL';
    const isDecidable = isOpen && mayUse(person.principal.roles, 'POST /payouts/batches/:id/approve');
    const { refused = null, hasChanged = false, wrong = [] } = came;
    return this.pages.show(
      request,
      reply,
      batchPage({
        ...frameOf(call, '/payouts/'),
        batch: this.resources.one(state),
        seen: seenOf(known),
        names: {
          requestedBy: this.#name(known.requestedBy.id),
          approvedBy: known.approvedBy.map((signer) => this.#name(signer.id)),
          rejectedBy: known.rejectedBy && this.#name(known.rejectedBy.id),
        },
        decision: isDecidable ? decidable(known, signerOf(client)) : null,
        mayReject: known.status === 'requested',
        lines,
        valid: validIn(request.query),
        next,
        typed: { reason: fieldOf(request.body as Form | undefined, 'reason') },
        mayReplay: mayUse(person.principal.roles, 'GET /audit/replay'),
        done: Object.keys(came).length === 0 ? doneIn(request.query) : null,
        refused,
        hasChanged,
        wrong,
      }),
    );
  }

  async #batches(limit: number, cursor: string | null): Promise<Rows<ListedBatch>> {
    const { documents, nextCursor: next } = await this.queries.execute(new BatchesWhere(limit, cursor));
    const rows = documents.map((state) => ({
      batch: this.resources.one(state),
      askedBy: this.#name(state.batch.requestedBy.id),
    }));
    return { rows, next };
  }

  async #check(file: HashedFile, client: ApiClient) {
    const found = await this.queries.execute(new CheckBatchFile(client, file));
    const { totals, lines } = await this.resources.check(found, client);
    const earlier = found.earlier === null || found.earlier.status === 'checking' ? null : found.earlier;
    return { totals, lines, sha256: file.sha256, earlier: earlier && { id: earlier.id, status: earlier.status } };
  }

  async #lines(id: string, { client, request }: Call, limit: number, cursor: string | null) {
    const valid = validIn(request.query);
    const asked = new BatchLinesWhere(id, valid === '' ? undefined : valid === 'true', limit, cursor);
    const page = await this.queries.execute(asked);
    return { rows: await this.resources.lines(page, client), next: page.nextCursor };
  }

  #send(
    call: Call,
    came: Partial<Pick<Parameters<typeof sendBatchPage>[0], 'checked' | 'looked' | 'fault' | 'refused'>>,
  ): string {
    const nothing = {
      checked: null,
      looked: null,
      fault: null,
      done: null,
      refused: null,
      hasChanged: false,
      wrong: [],
    };
    return this.pages.show(
      call.request,
      call.reply,
      sendBatchPage({ ...frameOf(call, '/payouts/'), ...nothing, ...came }),
    );
  }

  #name(id: string): string {
    return this.authenticator.withId(id)?.name ?? id;
  }
}

/** What arrives is not the file that was checked. */
class AnotherFile extends Error {
  override readonly name = 'AnotherFile';
}

/** A file as it is read, known again by its bytes. Where another one is expected, its end is never reached. */
class HashedFile implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #read: string | null = null;

  constructor(
    private readonly source: AsyncIterable<Uint8Array>,
    private readonly expected: string | null,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.source) {
      this.#hash.update(chunk);
      this.#bytes += chunk.length;
      yield chunk;
    }
    this.#read = this.#hash.digest('hex');
    if (this.expected !== null && this.expected !== this.#read) throw new AnotherFile();
  }

  get sha256(): string {
    return this.#read ?? '';
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }
}

/** What the form of the second step says of the file that was looked at; null: nothing that can be read. */
function lookedIn(form: Form | undefined): LookedAt | null {
  const [sha256, lines, amount, currency] = [
    fieldOf(form, 'sha256'),
    fieldOf(form, 'lines'),
    fieldOf(form, 'amount'),
    fieldOf(form, 'currency'),
  ];
  const isWhole = /^[0-9a-f]{64}$/.test(sha256) && /^[0-9]{1,5}$/.test(lines) && Money.parse(amount, currency) !== null;
  return isWhole ? { sha256, lines: Number(lines), amount, currency } : null;
}

const seenOf = ({ status, approvedBy }: KnownBatch): string => `${status}-${approvedBy.length}`;

function validIn(query: unknown): '' | 'true' | 'false' {
  const { valid } = query as { readonly valid?: unknown };
  return valid === 'true' || valid === 'false' ? valid : '';
}

const cellOf =
  (column: string) =>
  ({ row }: ShownLine): string =>
    row?.[column] ?? '';
/** The columns of which a file may have any. */
const dimensionsOf = ({ row }: ShownLine): string =>
  Object.entries(row ?? {})
    .filter(([column, cell]) => column.startsWith('Dimension:') && cell !== '')
    .map(([column, cell]) => `${column.slice('Dimension:'.length)}: ${cell}`)
    .join('; ');
const said = (faults: ShownLine['errors']): string =>
  faults.map(({ field, message }) => `${field} ${message}`.trim()).join('; ');

const batchColumns: CsvColumns<ListedBatch> = [
  ['Created', ({ batch }) => batch.createdAt],
  ['File', ({ batch }) => batch.id],
  ['Status', ({ batch }) => batch.status],
  ['Lines', ({ batch }) => String(batch.totals.lines)],
  ['Can be paid', ({ batch }) => String(batch.totals.valid)],
  ['Sum that can be paid', ({ batch }) => (batch.totals.currency === null ? '' : batch.totals.amount)],
  ['Currency', ({ batch }) => batch.totals.currency ?? ''],
  ['Cannot be paid', ({ batch }) => String(batch.totals.invalid)],
  [
    'Sum that cannot be paid',
    ({ batch }) =>
      (batch.totals.invalidAmounts ?? []).map(({ amount, currency }) => `${amount} ${currency}`).join('; '),
  ],
  ['Cannot be paid, no amount', ({ batch }) => String(batch.totals.invalidWithoutAmount ?? '')],
  ['To look at', ({ batch }) => String(batch.totals.warnings)],
  ['Refused at their turn', ({ batch }) => String(batch.results.refused)],
  ['Sum refused at their turn', ({ batch }) => (batch.results.refused === 0 ? '' : batch.results.refusedAmount)],
  ['Asked for by', ({ askedBy }) => askedBy],
];

const columns: CsvColumns<ShownLine> = [
  ['Line', ({ line }) => String(line)],
  ['Can be paid', ({ valid }) => (valid ? 'yes' : 'no')],
  ['Errors', ({ errors }) => said(errors)],
  ['Warnings', ({ warnings }) => said(warnings)],
  ['Payout', ({ payoutId }) => payoutId ?? ''],
  ['Status', ({ status }) => status ?? ''],
  ...['Record', 'Msisdn', 'Name', 'Amount', 'Currency', 'Description'].map(
    (column) => [column, cellOf(column)] as const,
  ),
  ['Record type', cellOf('RecordType')],
  ['Dimensions', dimensionsOf],
];
