import { createHash } from 'node:crypto';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Mark, Recovery } from '../../kernel/outbox/outbox.js';
import { settled, triedInVain, withTry, type Queued, type TryMade } from '../../kernel/outbox/queued.js';
import type { Collection } from '../../kernel/ports/document-store.js';
import type { Message } from './mailer.js';
import type { Handed } from './smtp.js';
import type { Recipient } from './source.port.js';

export interface NoticeTry extends TryMade {
  readonly is: Handed['is'];
  readonly said: string;
}

/** One e-mail that is to be sent. It holds nothing that can be read of whom it is for, and once it is settled nothing at all. */
export interface QueuedNotice extends Queued<NoticeTry> {
  readonly lane: typeof lane;
  readonly kind: string;
  /** By this its source finds what it says. */
  readonly about: string;
  /** Null: its source finds whom it is for. */
  readonly sealed: Sealed<Recipient | Message> | null;
  /** One more than `triesMade` while a try is made, and after one that ended without a word. */
  readonly triesBegun: number;
  /** How many tries may have reached the recipient although no answer said so. */
  readonly perhapsTaken: number;
}

/** There is one mail server. */
export const lane = 'smtp';
/** The kind of what modules have written whole. */
export const messageKind = 'message';

export const notices: Collection<QueuedNotice> = {
  name: 'notices.v1',
  indexes: [['lane', 'status', 'createdAt'], ['lane', 'status', 'nextTryAt'], ['status', 'position'], ['settledAt']],
};
const marks: Collection<Mark> = { name: 'notice-marks.v1', indexes: [] };
const recoveries: Collection<Recovery> = { name: 'notice-recoveries.v1', indexes: [['isDone']] };
export const noticeOutbox = { queued: notices, marks, recoveries };
export const noticeCollections: readonly Collection[] = Object.values(noticeOutbox);

/** Derived, so that what is asked for twice is queued once. It is the Message-ID of every try. */
export const noticeIdOf = (kind: string, id: string): string =>
  `ntc_${createHash('sha256').update(`${kind} ${id}`).digest('hex').slice(0, 32)}`;

/** A try begins, on record. Before it, one that ended without a word is counted as perhaps taken. */
export const beginTry = (notice: QueuedNotice): QueuedNotice => ({
  ...notice,
  triesBegun: notice.triesMade + 1,
  perhapsTaken: notice.perhapsTaken + Number(notice.triesBegun > notice.triesMade),
});

/** It may have arrived twice already: another try could bring it a third time. */
export const isDoubledPerhaps = ({ perhapsTaken, triesBegun, triesMade }: QueuedNotice): boolean =>
  perhapsTaken + Number(triesBegun > triesMade) >= mostPerhapsTaken;

/** `null`: there is nothing to send any more. */
export function afterTry(notice: QueuedNotice, made: NoticeTry, handed: Handed | null, now: number): QueuedNotice {
  const tried = withTry(notice, made);
  const noted = handed?.is === 'perhaps' ? { ...tried, perhapsTaken: tried.perhapsTaken + 1 } : tried;
  const next = handed === null ? settled(noted, 'failed', now) : afterAnswer(noted, handed, now);
  return next.status === 'pending' ? next : { ...next, sealed: null };
}

function afterAnswer(tried: QueuedNotice, handed: Handed, now: number): QueuedNotice {
  switch (handed.is) {
    case 'taken':
      return settled(tried, 'delivered', now);
    case 'refused':
      return handed.forGood ? settled(tried, 'failed', now) : triedInVain(tried, now);
    case 'perhaps':
      return tried.perhapsTaken >= mostPerhapsTaken ? settled(tried, 'failed', now) : triedInVain(tried, now);
  }
}

const mostPerhapsTaken = 2;
