// The built gateway, which kills itself at the point that its parent names: `before PaymentCreated`, `after call`.
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { pino } from 'pino';
import 'reflect-metadata';
import { startGateway } from '../../dist/app/gateway.js';
import { systemClock } from '../../dist/kernel/system-clock.js';
import { MomoProvider } from '../../dist/modules/providers/mtn-momo/index.js';
import { readSettings } from '../../dist/app/settings.js';
import { openEmbeddedStores } from '../../dist/app/stores.js';

let moment = 'never';
process.on('message', (named) => {
  moment = named;
  process.send('armed');
});
const dieIf = (now) => {
  if (now === moment) process.kill(process.pid, 'SIGKILL');
};

const settings = readSettings();
const stores = await openEmbeddedStores(settings.dataDir, settings.masterKey, systemClock);
const provider = new MomoProvider(settings.momo, systemClock);
const gateway = await startGateway({
  settings,
  stores: { ...stores, events: instead(stores.events, { append: () => dyingAppend, appendTogether: together }) },
  providers: [
    instead(provider, {
      collections: () =>
        instead(provider.collections, { requestToPay: () => dyingCall('collections', 'requestToPay') }),
      disbursements: () =>
        provider.disbursements &&
        instead(provider.disbursements, {
          transfer: () => dyingCall('disbursements', 'transfer'),
          refund: () => dyingCall('disbursements', 'refund'),
        }),
    }),
  ],
  clock: systemClock,
  newId: randomUUID,
  ownClock: true,
  logger: pino({ level: 'silent' }),
});
process.on('SIGTERM', () => void gateway.stop().then(() => process.exit(0)));
process.stdout.write('ready\n');

async function dyingAppend(stream, expected, events) {
  return dying(events, () => stores.events.append(stream, expected, events));
}

/** Between two appends it dies where they are two: as on a store that appends to one stream at a time. */
function together() {
  const between = [
    'after RecordClaimed',
    'before PaymentCreated',
    'after ReceiptNumbered',
    'before ReceiptIssued',
    'after PayoutRecordClaimed',
  ];
  if (between.includes(moment)) return null;
  return (appends) =>
    dying(
      appends.flatMap(({ events }) => events),
      () => stores.events.appendTogether(appends),
    );
}

async function dying(events, append) {
  for (const { type } of events) dieIf(`before ${type}`);
  const appended = await append();
  for (const { type } of events) dieIf(`after ${type}`);
  return appended;
}

function dyingCall(product, operation) {
  return async (request) => {
    dieIf('before call');
    const answer = await provider[product][operation](request);
    dieIf('after call');
    return answer;
  };
}

/** The same object with some members replaced, each by what its function returns. */
function instead(object, replacements) {
  return new Proxy(object, {
    get(target, name) {
      if (Object.hasOwn(replacements, name)) return replacements[name]();
      const member = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
