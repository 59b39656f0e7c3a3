import { afterAll, describe, expect, it } from '@jest/globals';
import { MongoDocumentStore } from '../../src/kernel/documents/mongo-document-store.js';
import { mongoServer } from '../support/ferretdb.js';
import { describeDocumentStore } from './document-store.contract.js';

const server = await mongoServer();
afterAll(() => server?.stop());

if (server) {
  console.info(`Documents: on ${server.name}`);
  describeDocumentStore(server.name, () => MongoDocumentStore.connect(server.newDatabase()));
} else {
  describe('DocumentStore: MongoDB', () => it.skip('has no server here', () => expect(server).not.toBeNull()));
}
