import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { SqliteEventStore } from '../../src/kernel/event-store/sqlite-event-store.js';
import { describeEventStore } from './event-store.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'ishyura-log-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = () => join(directory, `events-${(files += 1)}.db`);

describeEventStore('SQLite in memory', async (clock) => SqliteEventStore.inMemory(clock));
describeEventStore('SQLite in a file', (clock) => SqliteEventStore.open(newFile(), clock));
