// Writes src/schema.ts from the OpenAPI document of the gateway as it is built: `npm run client:types` in the root of the repository.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import 'reflect-metadata';
import { startGateway } from '../../dist/app/gateway.js';
import { readSettings } from '../../dist/app/settings.js';
import { openEmbeddedStores } from '../../dist/app/stores.js';
import { systemClock } from '../../dist/kernel/system-clock.js';
import { loggerTo } from '../../dist/kernel/logger.js';
import { destination } from 'pino';

const directory = mkdtempSync(join(tmpdir(), 'ishyura-types-'));
try {
  const document = await documentOfGateway();
  const types = astToString(await openapiTS(JSON.parse(document), { alphabetize: true }));
  const head = [
    '// Made by `npm run client:types` from the OpenAPI document; a test fails where this file and the document differ.',
    `// document sha256 ${sha256(document)}`,
    `// types sha256 ${sha256(types)}`,
  ];
  writeFileSync(new URL('src/schema.ts', import.meta.url), `${head.join('\n')}\n${types}`);
} finally {
  rmSync(directory, { recursive: true });
}

async function documentOfGateway() {
  const settings = { ...readSettings({ BOOTSTRAP_API_KEY: 'key-of-a-gateway-for-its-document' }), port: 0 };
  const gateway = await startGateway({
    settings,
    stores: await openEmbeddedStores(directory, settings.masterKey, systemClock),
    providers: [],
    clock: systemClock,
    newId: randomUUID,
    ownClock: false,
    logger: loggerTo('error', destination(2)),
  });
  try {
    return await (await fetch(`${gateway.url}/docs/openapi.json`)).text();
  } finally {
    await gateway.stop();
  }
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
