import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as NetServer, type Socket, connect } from 'node:net';
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type MethodDefinition,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import persistentService from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import { Group, type GroupSettings, type Member, type NackAction } from './groups.js';
import {
  lastRevision,
  Log,
  maximumAppendSize,
  type AppendAnswer,
  type DeleteAnswer,
  type Expected,
  type Proposed,
  type Stored,
} from './log.js';

/** What a fault of the next appends looks like. */
type AppendFault = 'write-then-break' | 'break-before-write';

/**
 * A double of EventStoreDB 23.10.6: the wire protocol over a log in memory, with faults on command. Its answers are checked against a
 * recording of the real server. Connections go through its own proxy, so that they can break, freeze or be refused.
 */
export class EventStoreDouble {
  readonly log = new Log();
  readonly groups = new Map<string, Group>();
  /**
   * How often each method was called, by its name on the wire; appends and reads also by the category of their stream, reads of the log by
   * `$all` and subscriptions as such; of what groups deliver, the events that were acknowledged and those that were not (`ack`, `nack`).
   */
  readonly calls = new Map<string, number>();
  /** How many events the subscriptions have scanned, matching or not: the server's cost of a filter. */
  searched = 0;
  readonly #server = new Server({
    'grpc.max_concurrent_streams': 100,
    'grpc.max_receive_message_length': 64 * 1024 * 1024,
    'grpc.max_send_message_length': -1,
  });
  readonly #doors = new Set<{ readonly outside: Socket; readonly inside: Socket }>();
  readonly #open = new Set<(error: Failure) => void>();
  #proxy: NetServer | null = null;
  #insidePort = 0;
  #port = 0;
  #frozen = false;
  #faults: AppendFault[] = [];
  #diskFull = false;
  #leader: { readonly host: string; readonly port: number } | null = null;
  #leaving: NodeJS.Timeout | null = null;

  static async start({ port = 0 } = {}): Promise<EventStoreDouble> {
    const double = new EventStoreDouble();
    await double.#start(port);
    return double;
  }

  get port(): number {
    return this.#port;
  }

  /** How many clients' connections are open. */
  get connections(): number {
    return this.#doors.size;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Like kill -9: every connection is reset, and the port refuses connections until it comes back. Written events stay. */
  async kill(): Promise<void> {
    const closed = this.#proxy === null ? Promise.resolve() : once(this.#proxy, 'close');
    this.#proxy?.close();
    this.#proxy = null;
    this.breakConnections();
    await closed;
  }

  /** Starts again at the same port, as from disk: groups continue after their checkpoints. */
  async comeBack({ fromCheckpoints = false } = {}): Promise<void> {
    if (this.#leaving !== null) clearTimeout(this.#leaving);
    this.#leaving = null;
    this.thaw();
    this.#leader = null;
    if (this.#proxy === null) await this.#listen(this.#port);
    if (fromCheckpoints) for (const group of this.groups.values()) group.forget();
  }

  /** Like SIGTERM: no new connection from now on; open subscriptions end after the grace with RST_STREAM 0; then it is gone. */
  async stopPolitely({ graceMs = 5_000 } = {}): Promise<void> {
    const closed = this.#proxy === null ? Promise.resolve() : once(this.#proxy, 'close');
    this.#proxy?.close();
    this.#proxy = null;
    await new Promise<void>((resolve) => (this.#leaving = setTimeout(resolve, graceMs)));
    for (const end of [...this.#open]) end(failure(status.INTERNAL, 'Received RST_STREAM with code 0'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    this.breakConnections();
    await closed;
  }

  /** Accepts connections and answers nothing, not even pings. */
  freeze(): void {
    this.#frozen = true;
    for (const { outside, inside } of this.#doors) {
      outside.pause();
      inside.pause();
    }
  }

  thaw(): void {
    this.#frozen = false;
    for (const { outside, inside } of this.#doors) {
      outside.resume();
      inside.resume();
    }
  }

  breakConnections(): void {
    for (const { outside, inside } of this.#doors) {
      outside.resetAndDestroy();
      inside.destroy();
    }
    this.#doors.clear();
  }

  /** Each of the next appends gets one of these faults. */
  faultyAppends(...faults: readonly AppendFault[]): void {
    this.#faults.push(...faults);
  }

  diskIsFull(full: boolean): void {
    this.#diskFull = full;
  }

  /** From now on every answer names another node as the leader; null: it leads itself. */
  leaderIs(leader: { readonly host: string; readonly port: number } | null): void {
    this.#leader = leader;
  }

  /** Ends every open subscription as the real one does when a consumer is too slow for it. */
  findConsumersTooSlow(): void {
    const tooSlow = 'Consumer too slow to handle event while live. Client resubscription required.';
    for (const end of [...this.#open]) end(failure(status.ABORTED, tooSlow));
  }

  /** Delivers the events of every group again from the beginning, as from a checkpoint that was never written. */
  redeliver(): void {
    for (const group of this.groups.values()) group.forget(0);
  }

  async stop(): Promise<void> {
    await this.kill();
    for (const group of this.groups.values()) group.end();
    this.#server.forceShutdown();
  }

  async #start(port: number): Promise<void> {
    this.#serve(streamsService.StreamsService, {
      read: this.#read,
      append: this.#append,
      delete: this.#delete,
      tombstone: this.#tombstone,
      batchAppend: this.#batchAppend,
    });
    this.#serve(persistentService.PersistentSubscriptionsService, {
      create: this.#createGroup,
      update: this.#updateGroup,
      delete: this.#deleteGroup,
      read: this.#readGroup,
      getInfo: this.#groupInfo,
      replayParked: this.#replayParked,
      list: this.#listGroups,
    });
    this.#serve(featuresService.ServerFeaturesService, { getSupportedMethods: this.#supportedMethods });
    this.#serve(gossipService.GossipService, { read: this.#gossip });
    this.#insidePort = await new Promise<number>((resolve, reject) =>
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      ),
    );
    await this.#listen(port);
  }

  async #listen(port: number): Promise<void> {
    const proxy = createServer((outside) => {
      const inside = connect(this.#insidePort, '127.0.0.1');
      const pair = { outside, inside };
      this.#doors.add(pair);
      for (const socket of [outside, inside]) {
        socket.setNoDelay(true);
        socket.on('error', ignored);
        socket.on('close', () => {
          outside.destroy();
          inside.destroy();
          this.#doors.delete(pair);
        });
      }
      outside.pipe(inside);
      inside.pipe(outside);
      if (this.#frozen) {
        outside.pause();
        inside.pause();
      }
    });
    proxy.listen(port, '127.0.0.1');
    await once(proxy, 'listening');
    this.#proxy = proxy;
    this.#port = (proxy.address() as AddressInfo).port;
  }

  /** Every method is counted, refused by a node that is not the leader, and may answer with prepared bytes. */
  #serve(service: object, methods: Readonly<Record<string, Handler>>): void {
    const definition: Record<string, MethodDefinition<object, unknown>> = {};
    const implementation: UntypedServiceImplementation = {};
    for (const [name, method] of Object.entries(service as ServiceDefinition)) {
      const handle = methods[name];
      if (handle === undefined) continue;
      definition[name] = {
        ...method,
        responseSerialize: (answer) => (Buffer.isBuffer(answer) ? answer : method.responseSerialize(answer as object)),
      };
      implementation[name] = ((call: Call, answer?: Answer) => {
        this.#count(method.path);
        if (this.#leader !== null) {
          const notLeader = failure(status.FAILED_PRECONDITION, 'Leader info available', 'not-leader', {
            'leader-endpoint-host': this.#leader.host,
            'leader-endpoint-port': String(this.#leader.port),
          });
          return answer === undefined ? call.emit('error', notLeader) : answer(notLeader);
        }
        try {
          handle(call as never, answer as never);
        } catch (error) {
          const failed = isFailure(error) ? error : failure(status.UNKNOWN, 'Exception was thrown by handler.');
          if (answer === undefined) call.emit('error', failed);
          else answer(failed);
        }
      }) as UntypedServiceImplementation[string];
    }
    this.#server.addService(definition as ServiceDefinition, implementation);
  }

  #count(what: string, times = 1): void {
    this.calls.set(what, (this.calls.get(what) ?? 0) + times);
  }

  // ── streams ───────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly #append: handleClientStreamingCall<streams.AppendReq, streams.AppendResp> = (call, answer) => {
    let options: streams.AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (request: streams.AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposed(message));
    });
    call.on('end', () => {
      const stream = nameOf(options?.getStreamIdentifier());
      const expected = expectedOf(options!, options!.getRevision());
      this.#count(`${appendPath} ${categoryOf(stream)}`);
      if (this.#diskFull) return answer(noSpace());
      const result = this.#appended(stream, expected, events);
      if (result === null) return;
      if (result.is !== 'written' && result.is !== 'wrong') return answer(appendFailure(stream, result.is));
      answer(null, result.is === 'written' ? unaryWritten(result) : unaryWrong(expected, result.current));
    });
  };

  readonly #batchAppend: handleBidiStreamingCall<streams.BatchAppendReq, streams.BatchAppendResp> = (call) => {
    const underWay = new Map<string, { options: streams.BatchAppendReq.Options; events: Proposed[] }>();
    call.on('data', (request: streams.BatchAppendReq) => {
      const id = request.getCorrelationId()!.getString();
      const options = request.getOptions();
      if (options !== undefined) underWay.set(id, { options, events: [] });
      const append = underWay.get(id);
      if (append === undefined) return;
      append.events.push(...request.getProposedMessagesList().map(proposed));
      if (!request.getIsFinal()) return;
      underWay.delete(id);
      const stream = nameOf(append.options.getStreamIdentifier());
      const expected = expectedOf(append.options, append.options.getStreamPosition());
      this.#count(`${appendPath} ${categoryOf(stream)}`);
      if (this.#diskFull) return fail(call, noSpace());
      const deadline = append.options.getDeadline()?.toDate();
      const late = deadline !== undefined && deadline.getTime() < Date.now();
      const result = late ? ({ is: 'late' } as const) : this.#appended(stream, expected, append.events);
      if (result === null) return;
      const send = () => {
        const response = new streams.BatchAppendResp().setCorrelationId(new shared.UUID().setString(id));
        response.setStreamIdentifier(identifier(stream));
        if (result.is === 'written') response.setSuccess(batchWritten(result));
        else response.setError(batchError(stream, expected, result));
        call.write(response);
      };
      send();
      // The real one answers an event that it cannot take a second time, when the write that never was times out.
      if (result.is === 'bad' && stream !== '') setTimeout(send, 2_000).unref();
    });
    call.on('end', () => call.end());
    call.on('error', ignored);
  };

  /** Null when the connection is gone instead of an answer. */
  #appended(stream: string, expected: Expected, events: readonly Proposed[]): AppendAnswer | null {
    const fault = this.#faults.shift();
    if (fault === 'break-before-write') return (this.breakConnections(), null);
    const answer = this.log.append(stream, expected, events);
    if (fault === 'write-then-break') return (this.breakConnections(), null);
    return answer;
  }

  readonly #delete: handleUnaryCall<streams.DeleteReq, streams.DeleteResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const stream = nameOf(options.getStreamIdentifier());
    const result = this.log.delete(stream, expectedOf(options, options.getRevision()));
    if (result.is !== 'done') return answer(deleteFailure(stream, result));
    answer(null, new streams.DeleteResp().setPosition(at(new streams.DeleteResp.Position(), result.position)));
  };

  readonly #tombstone: handleUnaryCall<streams.TombstoneReq, streams.TombstoneResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const stream = nameOf(options.getStreamIdentifier());
    const result = this.log.tombstone(stream, expectedOf(options, options.getRevision()));
    if (result.is !== 'done') return answer(deleteFailure(stream, result));
    answer(null, new streams.TombstoneResp().setPosition(at(new streams.TombstoneResp.Position(), result.position)));
  };

  readonly #read: handleServerStreamingCall<streams.ReadReq, Sent<streams.ReadResp>> = (call) => {
    const options = call.request.getOptions()!;
    const from = options.hasAll() ? '$all' : categoryOf(nameOf(options.getStream()!.getStreamIdentifier()));
    this.#count(`${readPath} ${options.hasSubscription() ? 'subscription' : from}`);
    if (options.hasSubscription()) void this.#subscribe(call, options);
    else void this.#readOnce(call, options);
  };

  async #readOnce(call: Reading, options: streams.ReadReq.Options): Promise<void> {
    const forwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS;
    const count = Number(options.getCount());
    let events: readonly Stored[];
    if (options.hasAll()) {
      // The real one never answers this, and keeps a core busy with it.
      if (count === 0) return;
      const all = options.getAll()!;
      const from = all.hasStart() ? 'start' : all.hasEnd() ? 'end' : BigInt(all.getPosition()!.getCommitPosition());
      const read = this.log.readAll(forwards, from, count);
      if (read === null) return fail(call, failure(status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
      events = read;
    } else {
      const asked = options.getStream()!;
      const stream = nameOf(asked.getStreamIdentifier());
      const from = asked.hasStart() ? 'start' : asked.hasEnd() ? 'end' : BigInt(asked.getRevision());
      const read = this.log.readStream(stream, forwards, from, count);
      switch (read.is) {
        case 'bad':
          return fail(call, failure(status.UNKNOWN, 'Exception was thrown by handler.'));
        case 'error':
          return fail(call, failure(status.UNKNOWN, 'Unexpected ReadStreamResult: Error'));
        case 'deleted':
          return fail(call, streamDeleted(stream));
        case 'missing': {
          const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream));
          call.write(new streams.ReadResp().setStreamNotFound(notFound));
          call.end();
          return;
        }
        case 'events':
          events = read.events;
      }
    }
    const writer = new Writer(call);
    for (const event of events) {
      if (writer.ended) return;
      await writer.write(this.#readEvent(event, options.getResolveLinks()));
    }
    if (!writer.ended) call.end();
  }

  async #subscribe(call: Reading, options: streams.ReadReq.Options): Promise<void> {
    const wanted = options.hasFilter() ? filterOf(options.getFilter()!) : null;
    if (wanted === 'bad') return fail(call, failure(status.UNKNOWN, 'Exception was thrown by handler.'));
    const writer = new Writer(call);
    const end = (error: Failure) => {
      writer.ended = true;
      fail(call, error);
    };
    const source = options.hasAll() ? null : nameOf(options.getStream()!.getStreamIdentifier());
    if (source !== null && this.log.isTombstoned(source)) return end(streamDeleted(source));
    this.#open.add(end);
    let wake = ignored as () => void;
    const unfollow = this.log.follow(() => wake());
    writer.onEnd = () => wake();
    const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID());
    await writer.write(new streams.ReadResp().setConfirmation(confirmation));
    let next = this.#firstOf(options);
    let [caughtUp, sinceCheckpoint] = [false, 0];
    const checkpointEvery = wanted === null ? Infinity : windowOf(options.getFilter()!);
    while (!writer.ended) {
      const events = source === null ? this.log.all : this.log.events(source);
      if (source !== null && !this.log.isSoftDeleted(source)) next = Math.max(next, this.log.firstVisible(source));
      while (next < events.length && !writer.ended && (source === null || !this.log.isSoftDeleted(source))) {
        const event = events[next]!;
        next += 1;
        this.searched += 1;
        sinceCheckpoint += 1;
        if (wanted === null || wanted(event)) await writer.write(this.#readEvent(event, options.getResolveLinks()));
        if (sinceCheckpoint >= checkpointEvery) {
          sinceCheckpoint = 0;
          const checkpoint = at(new streams.ReadResp.Checkpoint(), event.position);
          await writer.write(new streams.ReadResp().setCheckpoint(checkpoint));
        }
      }
      if (source !== null && this.log.isTombstoned(source)) {
        await writer.write(
          this.#readEvent(
            this.log.all.findLast(({ stream }) => stream === source)!,
            false,
          ),
        );
        end(streamDeleted(source));
      }
      if (!caughtUp && !writer.ended && next >= events.length && (source === null || events.length > 0)) {
        caughtUp = true;
        await writer.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
      }
      const now = source === null ? this.log.all : this.log.events(source);
      if (!writer.ended && (next >= now.length || (source !== null && this.log.isSoftDeleted(source)))) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
    unfollow();
    this.#open.delete(end);
  }

  #firstOf(options: streams.ReadReq.Options): number {
    const all = options.getAll();
    if (all !== undefined) {
      if (all.hasStart()) return 0;
      if (all.hasEnd()) return this.log.all.length;
      const position = BigInt(all.getPosition()!.getCommitPosition());
      const index = this.log.indexFrom(position);
      return this.log.all[index]?.position === position ? index + 1 : index;
    }
    const stream = options.getStream()!;
    if (stream.hasStart()) return 0;
    if (stream.hasEnd()) return this.log.events(nameOf(stream.getStreamIdentifier())).length;
    return Number(stream.getRevision()) + 1;
  }

  #readEvent(stored: Stored, resolve: boolean): Buffer {
    const event = resolve ? this.log.resolve(stored) : stored;
    if (event === stored) {
      const known = encoded.get(stored);
      if (known !== undefined) return known;
    }
    const read = new streams.ReadResp.ReadEvent().setCommitPosition(String(stored.position));
    if (event !== null) read.setEvent(recorded(event, new streams.ReadResp.ReadEvent.RecordedEvent()));
    if (event !== stored) read.setLink(recorded(stored, new streams.ReadResp.ReadEvent.RecordedEvent()));
    const bytes = Buffer.from(new streams.ReadResp().setEvent(read).serializeBinary());
    if (event === stored) encoded.set(stored, bytes);
    return bytes;
  }

  // ── persistent subscriptions ──────────────────────────────────────────────────────────────────────────────────────

  readonly #createGroup: handleUnaryCall<persistent.CreateReq, persistent.CreateResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const all = options.getAll();
    const source = all === undefined ? sourceOf(options.getStream() ?? options) : '$all';
    const name = options.getGroupName();
    if (this.groups.has(`${source}::${name}`)) {
      return answer(
        groupFailure(
          status.ALREADY_EXISTS,
          'persistent-subscription-exists',
          source,
          name,
          (group) => `${group} exists.`,
        ),
      );
    }
    const settings = groupSettings(options.getSettings()!);
    const refused = refusedSettings(source, name, settings);
    if (refused !== null) return answer(refused);
    const filter = all?.getFilter();
    const wants = filter === undefined ? undefined : filterOf(filter);
    if (wants === 'bad') return answer(failure(status.UNKNOWN, 'Exception was thrown by handler.'));
    const [next, startFrom] = this.#groupStart(source, all ?? options.getStream() ?? options.getSettings()!);
    this.groups.set(`${source}::${name}`, new Group(this.log, { source, name, settings, next, startFrom }, wants));
    answer(null, new persistent.CreateResp());
  };

  #groupStart(
    source: string,
    from: persistent.CreateReq.AllOptions | persistent.CreateReq.StreamOptions | persistent.CreateReq.Settings,
  ): [next: number, inWords: string] {
    const inWords = (number: bigint) => (source === '$all' ? `C:${number}/P:${number}` : String(number));
    const end = source === '$all' ? this.log.all.length : this.log.events(source).length;
    if (!(from instanceof persistent.CreateReq.Settings)) {
      if (from.hasStart()) return [0, inWords(0n)];
      if (from.hasEnd()) return [end, inWords(-1n)];
    }
    if (from instanceof persistent.CreateReq.AllOptions) {
      const position = BigInt(from.getPosition()!.getCommitPosition());
      return [this.log.indexFrom(position), inWords(position)];
    }
    const revision = BigInt(from.getRevision());
    return revision > lastRevision
      ? [this.log.events(source).length, inWords(-1n)]
      : [Number(revision), inWords(revision)];
  }

  readonly #updateGroup: handleUnaryCall<persistent.UpdateReq, persistent.UpdateResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const source = options.hasAll() ? '$all' : sourceOf(options.getStream() ?? options);
    const name = options.getGroupName();
    const group = this.groups.get(`${source}::${name}`);
    if (group === undefined) return answer(noGroup(source, name));
    const settings = groupSettings(options.getSettings()!);
    const refused = refusedSettings(source, name, settings);
    if (refused !== null) return answer(refused);
    group.settings = settings;
    group.restart();
    answer(null, new persistent.UpdateResp());
  };

  readonly #deleteGroup: handleUnaryCall<persistent.DeleteReq, persistent.DeleteResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const group = this.#group(options);
    group.end();
    // What it had parked goes with it, as in the server's source.
    if (this.log.exists(group.parkedStream)) this.log.delete(group.parkedStream, 'any');
    this.groups.delete(`${group.source}::${group.name}`);
    answer(null, new persistent.DeleteResp());
  };

  readonly #readGroup: handleBidiStreamingCall<persistent.ReadReq, Sent<persistent.ReadResp>> = (call) => {
    let group: Group | null = null;
    let member: Member | null = null;
    const leave = () => {
      if (group !== null && member !== null) group.leave(member);
      this.#open.delete(end);
    };
    const end = (error: Failure) => {
      leave();
      fail(call, error);
    };
    call.on('data', (request: persistent.ReadReq) => {
      const options = request.getOptions();
      try {
        if (options !== undefined) {
          [group, member] = this.#join(call, options, leave);
          this.#open.add(end);
        }
      } catch (error) {
        return fail(call, isFailure(error) ? error : failure(status.UNKNOWN, 'Exception was thrown by handler.'));
      }
      const ack = request.getAck();
      if (ack !== undefined) {
        this.#count(`${readGroupPath} ack`, ack.getIdsList().length);
        group?.ack(ack.getIdsList().map((id) => id.getString().toLowerCase()));
      }
      const nack = request.getNack();
      if (nack !== undefined) {
        const ids = nack.getIdsList().map((id) => id.getString().toLowerCase());
        this.#count(`${readGroupPath} nack`, ids.length);
        group?.nack(ids, nackActions[nack.getAction()] ?? 'unknown', nack.getReason());
      }
    });
    call.on('cancelled', leave);
    call.on('error', leave);
    call.on('end', () => {
      leave();
      call.end();
    });
  };

  #join(call: Consuming, options: persistent.ReadReq.Options, leave: () => void): [Group, Member] {
    const group = this.#group(options);
    const { source, name, settings } = group;
    if (settings.maxSubscriberCount > 0 && group.members.length >= settings.maxSubscriberCount) {
      throw failure(
        status.FAILED_PRECONDITION,
        `Maximum subscriptions reached for subscription group ${name} on stream ${source}.`,
        'maximum-subscribers-reached',
        { 'stream-name': source, 'group-name': name },
      );
    }
    const member: Member = {
      connectionName: String(call.metadata.get('connection-name')[0] ?? ''),
      bufferSize: options.getBufferSize(),
      inHand: new Set(),
      delivered: 0,
      deliver({ event, link, retryCount }) {
        const read = new persistent.ReadResp.ReadEvent().setRetryCount(retryCount);
        if (event !== null) read.setEvent(recorded(event, new persistent.ReadResp.ReadEvent.RecordedEvent()));
        if (link !== null) read.setLink(recorded(link, new persistent.ReadResp.ReadEvent.RecordedEvent()));
        read.setCommitPosition(String((link ?? event)!.position));
        call.write(new persistent.ReadResp().setEvent(read));
      },
      drop: () => {
        leave();
        const dropped = 'persistent-subscription-dropped';
        fail(
          call,
          groupFailure(status.CANCELLED, dropped, source, name, (group) => `${group} was dropped.`),
        );
      },
    };
    const confirmation = new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`);
    call.write(new persistent.ReadResp().setSubscriptionConfirmation(confirmation));
    group.join(member);
    return [group, member];
  }

  readonly #groupInfo: handleUnaryCall<persistent.GetInfoReq, persistent.GetInfoResp> = ({ request }, answer) => {
    answer(null, new persistent.GetInfoResp().setSubscriptionInfo(infoOf(this.#group(request.getOptions()!))));
  };

  readonly #replayParked: handleUnaryCall<persistent.ReplayParkedReq, persistent.ReplayParkedResp> = (call, answer) => {
    const options = call.request.getOptions()!;
    this.#group(options).replay(options.hasNoLimit() ? Infinity : Number(options.getStopAt()));
    answer(null, new persistent.ReplayParkedResp());
  };

  readonly #listGroups: handleUnaryCall<persistent.ListReq, persistent.ListResp> = ({ request }, answer) => {
    const forStream = request.getOptions()!.getListForStream();
    const source = forStream === undefined ? null : forStream.hasAll() ? '$all' : nameOf(forStream.getStream());
    const groups = [...this.groups.values()].filter((group) => source === null || group.source === source);
    if (source !== null && groups.length === 0) return answer(noGroup(source, ''));
    answer(null, new persistent.ListResp().setSubscriptionsList(groups.map(infoOf)));
  };

  #group(options: { getGroupName(): string; hasAll(): boolean; getStreamIdentifier(): Named }): Group {
    const source = options.hasAll() ? '$all' : nameOf(options.getStreamIdentifier());
    const group = this.groups.get(`${source}::${options.getGroupName()}`);
    if (group === undefined) throw noGroup(source, options.getGroupName());
    return group;
  }

  // ── the server about itself ───────────────────────────────────────────────────────────────────────────────────────

  readonly #supportedMethods: handleUnaryCall<shared.Empty, features.SupportedMethods> = (_, answer) => {
    const method = (service: string, name: string, of: string[]) =>
      new features.SupportedMethod().setServiceName(service).setMethodName(name).setFeaturesList(of);
    const groups = 'event_store.client.persistent_subscriptions.persistentsubscriptions';
    const groupMethods = ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list'];
    const methods = groupMethods.map((name) => method(groups, name, ['stream', 'all']));
    methods.push(method('event_store.client.streams.streams', 'batchappend', []));
    answer(null, new features.SupportedMethods().setEventStoreServerVersion('23.10.6').setMethodsList(methods));
  };

  readonly #gossip: handleUnaryCall<shared.Empty, gossip.ClusterInfo> = (_, answer) => {
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString(crypto.randomUUID()))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.#port));
    answer(null, new gossip.ClusterInfo().setMembersList([member]));
  };
}

type Named = shared.StreamIdentifier | undefined;
type Sent<T> = T | Buffer;
type Reading = ServerWritableStream<streams.ReadReq, Sent<streams.ReadResp>>;
type Consuming = ServerDuplexStream<persistent.ReadReq, Sent<persistent.ReadResp>>;
type Call = { emit(name: 'error', error: Failure): boolean };
type Answer = (error: Failure | null, value?: unknown) => void;
type Handler = (call: never, answer: never) => void;

interface Failure {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'metadata' in error && 'details' in error;
const ignored = () => undefined;
const appendPath = streamsService.StreamsService.append.path;
const readPath = streamsService.StreamsService.read.path;
const readGroupPath = persistentService.PersistentSubscriptionsService.read.path;
const categoryOf = (stream: string): string => stream.split('-', 1)[0]!;
const encoded = new WeakMap<Stored, Buffer>();

function fail(call: Call, error: Failure): void {
  call.emit('error', error);
}

/** Waits for slow readers, and yields to other work. */
class Writer {
  ended = false;
  onEnd: () => void = ignored;
  #written = 0;
  readonly #call: Reading;

  constructor(call: Reading) {
    this.#call = call;
    const end = () => {
      this.ended = true;
      this.onEnd();
    };
    call.on('cancelled', end);
    call.on('close', end);
    call.on('error', end);
  }

  async write(message: Sent<streams.ReadResp>): Promise<void> {
    if (this.ended) return;
    this.#written += 1;
    if (!this.#call.write(message)) {
      await new Promise<void>((resolve) => {
        const done = () => {
          for (const name of ['drain', 'cancelled', 'close', 'error']) this.#call.off(name, done);
          resolve();
        };
        for (const name of ['drain', 'cancelled', 'close', 'error']) this.#call.on(name, done);
      });
    } else if (this.#written % 64 === 0) {
      await new Promise(setImmediate);
    }
  }
}

// ── between the wire and the log ──────────────────────────────────────────────────────────────────────────────────────

const nameOf = (named: Named): string => Buffer.from(named?.getStreamName_asU8() ?? '').toString('utf8');
const identifier = (name: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(name));
const sourceOf = (options: { getStreamIdentifier(): Named }): string => nameOf(options.getStreamIdentifier());

const proposed = (message: streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  metadata: message.getCustomMetadata_asU8(),
  data: message.getData_asU8(),
});

interface Expecting {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}
const expectedOf = (options: Expecting, revision: string): Expected =>
  options.hasAny() ? 'any' : options.hasNoStream() ? 'none' : options.hasStreamExists() ? 'exists' : BigInt(revision);

interface Positioned {
  setCommitPosition(value: string): unknown;
  setPreparePosition(value: string): unknown;
}
function at<P extends Positioned>(message: P, position: bigint): P {
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  return message;
}

type RecordedEvent = streams.ReadResp.ReadEvent.RecordedEvent | persistent.ReadResp.ReadEvent.RecordedEvent;
function recorded<R extends RecordedEvent>(event: Stored, message: R): R {
  message.setId(new shared.UUID().setString(event.id));
  message.setStreamIdentifier(identifier(event.stream));
  message.setStreamRevision(String(event.revision));
  at(message, event.position);
  message.setCustomMetadata(event.metadata);
  message.setData(event.data);
  const metadata = message.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.contentType);
  metadata.set('created', String(event.created));
  return message;
}

type Written = Extract<AppendAnswer, { is: 'written' }>;
const empty = () => new shared.Empty();

function unaryWritten({ revision, position }: Written): streams.AppendResp {
  const success = new streams.AppendResp.Success().setPosition(at(new streams.AppendResp.Position(), position));
  if (revision === null) success.setNoStream(empty());
  else success.setCurrentRevision(String(revision));
  return new streams.AppendResp().setSuccess(success);
}

function unaryWrong(expected: Expected, current: bigint | null): streams.AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current === null) wrong.setCurrentNoStream(empty()).setNoStream2060(empty());
  else wrong.setCurrentRevision(String(current)).setCurrentRevision2060(Number(current));
  if (expected === 'any') wrong.setExpectedAny(empty()).setAny2060(empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(empty()).setStreamExists2060(empty());
  else if (expected === 'none') wrong.setExpectedNoStream(empty());
  else wrong.setExpectedRevision(String(expected)).setExpectedRevision2060(Number(expected));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

function batchWritten({ revision, position }: Written): streams.BatchAppendResp.Success {
  const success = new streams.BatchAppendResp.Success().setPosition(at(new shared.AllStreamPosition(), position));
  return revision === null ? success.setNoStream(empty() as never) : success.setCurrentRevision(String(revision));
}

type Refused = Exclude<AppendAnswer, Written> | { readonly is: 'late' };
function batchError(stream: string, expected: Expected, refused: Refused): statusPb.Status {
  const [code, name, message] = batchDetail(stream, expected, refused);
  const details = new any.Any();
  details.setTypeUrl(`type.googleapis.com/event_store.client.${name}`);
  details.setValue(message.serializeBinary());
  return new statusPb.Status().setCode(code).setMessage(name).setDetails(details);
}

function batchDetail(
  stream: string,
  expected: Expected,
  refused: Refused,
): [code: number, name: string, { serializeBinary(): Uint8Array }] {
  switch (refused.is) {
    case 'wrong': {
      const wrong = new shared.WrongExpectedVersion();
      if (refused.current === null) wrong.setCurrentNoStream(empty() as never);
      else wrong.setCurrentStreamRevision(String(refused.current));
      if (expected === 'any') wrong.setExpectedAny(empty() as never);
      else if (expected === 'exists') wrong.setExpectedStreamExists(empty() as never);
      else if (expected === 'none') wrong.setExpectedNoStream(empty() as never);
      else wrong.setExpectedStreamPosition(String(expected));
      return [status.ALREADY_EXISTS, 'WrongExpectedVersion', wrong];
    }
    case 'deleted':
      return [status.NOT_FOUND, 'StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(identifier(stream))];
    case 'too-large': {
      const size = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maximumAppendSize);
      return [status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', size];
    }
    case 'late':
      return [status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout()];
    case 'bad':
      return [status.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage('Bad request')];
  }
}

type Filter = streams.ReadReq.Options.FilterOptions | persistent.CreateReq.AllOptions.FilterOptions;
function filterOf(filter: Filter): ((event: Stored) => boolean) | 'bad' {
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType()!;
  const prefixes = expression.getPrefixList();
  let matches = (text: string) => prefixes.some((prefix) => text.startsWith(prefix));
  if (prefixes.length === 0) {
    try {
      const regex = new RegExp(expression.getRegex());
      matches = (text) => regex.test(text);
    } catch {
      return 'bad';
    }
  }
  return byStream === undefined ? ({ type }) => matches(type) : ({ stream }) => matches(stream);
}

const windowOf = (filter: Filter): number =>
  (filter.hasMax() ? filter.getMax() : 32) * Math.max(1, filter.getCheckpointintervalmultiplier());

function groupSettings(settings: persistent.CreateReq.Settings | persistent.UpdateReq.Settings): GroupSettings {
  const strategies = ['DispatchToSingle', 'RoundRobin', 'Pinned'] as const;
  return {
    resolveLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    maxRetryCount: settings.getMaxRetryCount(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    messageTimeoutMs: settings.getMessageTimeoutMs(),
    checkpointAfterMs: settings.getCheckpointAfterMs(),
    strategy: strategies[settings.getNamedConsumerStrategy()] ?? 'RoundRobin',
  };
}

const nackActions: readonly NackAction[] = ['unknown', 'park', 'retry', 'skip', 'stop'];

function infoOf(group: Group): persistent.SubscriptionInfo {
  const { settings, members, lastKnown, checkpointed, source } = group;
  const place = (event: Stored | undefined) =>
    event === undefined ? '' : source === '$all' ? `C:${event.position}/P:${event.position}` : String(event.revision);
  return new persistent.SubscriptionInfo()
    .setEventSource(source)
    .setGroupName(group.name)
    .setStatus('Live')
    .setConnectionsList(
      members.map((member) =>
        new persistent.SubscriptionInfo.ConnectionInfo()
          .setFrom('127.0.0.1')
          .setUsername('system')
          .setTotalItems(String(member.delivered))
          .setCountSinceLastMeasurement('0')
          .setAvailableSlots(member.bufferSize - member.inHand.size)
          .setInFlightMessages(member.inHand.size)
          .setConnectionName(member.connectionName),
      ),
    )
    .setTotalItems(String(group.totalItems))
    .setCountSinceLastMeasurement('0')
    .setLastCheckpointedEventPosition(place(checkpointed))
    .setLastKnownEventPosition(place(lastKnown))
    .setResolveLinkTos(settings.resolveLinks)
    .setStartFrom(group.startFrom)
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setExtraStatistics(settings.extraStatistics)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setLiveBufferCount('0')
    .setRetryBufferCount(group.waiting)
    .setTotalInFlightMessages(group.inFlight.size)
    .setOutstandingMessagesCount(group.inFlight.size)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setParkedMessageCount(String(group.parked.length));
}

// ── errors: one frame of headers, with their names ────────────────────────────────────────────────────────────────────

function failure(
  code: status,
  details: string,
  exception?: string,
  names: Readonly<Record<string, string>> = {},
): Failure {
  const metadata = new Metadata();
  if (exception !== undefined) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(names)) metadata.set(name, value);
  return { code, details, metadata };
}

/** The real server's answer was not measured; the client does not recognise this one. */
const noSpace = () => failure(status.UNKNOWN, 'There is not enough space on the disk.');

const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
    'stream-name': stream,
  });

function appendFailure(stream: string, is: 'deleted' | 'too-large' | 'bad'): Failure {
  switch (is) {
    case 'deleted':
      return streamDeleted(stream);
    case 'too-large':
      return failure(
        status.INVALID_ARGUMENT,
        `Maximum Append Size of ${maximumAppendSize} Exceeded.`,
        'maximum-append-size-exceeded',
        { 'maximum-append-size': String(maximumAppendSize) },
      );
    case 'bad':
      return failure(status.UNKNOWN, 'Exception was thrown by handler.');
  }
}

function deleteFailure(stream: string, result: Exclude<DeleteAnswer, { is: 'done' }>): Failure {
  if (result.is === 'deleted') return streamDeleted(stream);
  const { expected, actual } = result;
  return failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    'wrong-expected-version',
    { 'stream-name': stream, 'expected-version': String(expected), 'actual-version': String(actual) },
  );
}

const groupFailure = (code: status, exception: string, stream: string, group: string, say: (group: string) => string) =>
  failure(code, say(`Subscription group ${group} on stream ${stream}`), exception, {
    'stream-name': stream,
    'group-name': group,
  });

const noGroup = (stream: string, group: string): Failure =>
  groupFailure(
    status.NOT_FOUND,
    'persistent-subscription-does-not-exist',
    stream,
    group,
    (group) => `${group} does not exist.`,
  );

function refusedSettings(stream: string, group: string, settings: GroupSettings): Failure | null {
  if (settings.readBatchSize < settings.historyBufferSize) return null;
  const reason = "(Parameter 'ReadBatchSize may not be greater than or equal to BufferSize')";
  const text = `Specified argument was out of the range of valid values. ${reason}`;
  const details = `Subscription group ${group} on stream ${stream} failed: '${text}'`;
  const names = { 'stream-name': stream, 'group-name': group, reason: text };
  return failure(status.INTERNAL, details, 'persistent-subscription-failed', names);
}
