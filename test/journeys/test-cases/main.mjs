// `npm run test-cases`: the twelve test cases and those of refunds, told to a running gateway, and a table of what came of them.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startPrograms } from './programs.mjs';
import { markdown, table, totals, words } from './report.mjs';
import { Stage, Surprise } from './stage.mjs';
import { refundStories } from './refund-stories.mjs';
import { stories } from './stories.mjs';

const help = `npm run test-cases -- [--report FILE] [--provider airtel-money | --momo]

Plays the twelve test cases of an MTN MoMo integration, and those of refunds, against a running gateway, and shows a table of the results.

  By itself it starts the gateway and the sandbox on free ports and on files that are gone afterwards.
  ISHYURA_URL, ISHYURA_KEY   a gateway that runs already, and an admin's API key of it. Its provider has to be the sandbox
                             at SANDBOX_URL (http://127.0.0.1:3101); other users of that sandbox are not disturbed, except
                             that its clock is moved on by 25 seconds.

  --report FILE   writes the table as Markdown, too
  --provider NAME airtel-money: the twelve over Airtel Money; usually mtn-momo
  --momo          against MTN's own sandbox: those cases that it can answer, in EUR, with its numbers 467331234NN. It takes
                  MOMO_COLLECTION_SUBSCRIPTION_KEY, MOMO_COLLECTION_API_USER and MOMO_COLLECTION_API_KEY, and in
                  PUBLIC_BASE_URL an address on the host that was registered as providerCallbackHost.
                  WARNING: this has never been tried against MTN's sandbox itself, only against ours in its place.

The exit code is 0 when every case has passed, 1 when one has failed, and 2 when they could not be played. With --momo,
cases that MTN's sandbox cannot answer are not counted.`;

const narrowest = 110;

let values;
try {
  ({ values } = parseArgs({
    options: {
      report: { type: 'string' },
      momo: { type: 'boolean' },
      provider: { type: 'string', default: 'mtn-momo' },
      help: { type: 'boolean', short: 'h' },
    },
  }));
} catch (error) {
  stopWith(`${error.message}; --help tells more`);
}
if (values.help) {
  console.log(help);
  process.exit(0);
}

const isAirtel = values.provider === 'airtel-money';
if (!isAirtel && values.provider !== 'mtn-momo') stopWith('--provider is mtn-momo or airtel-money');
if (isAirtel && values.momo) stopWith('--momo is for mtn-momo');

let programs = null;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    Promise.resolve(programs?.stop()).finally(() => process.exit(2));
  });
}
try {
  const stage = await openStage();
  const results = [];
  for (const [index, story] of (isAirtel ? stories : [...stories, ...refundStories]).entries()) {
    const startedAt = performance.now();
    const result = { number: index + 1, ...story, ...(await outcomeOf(story, stage)) };
    results.push(result);
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1).padStart(5);
    console.error(
      `${String(result.number).padStart(2)}  ${words[result.outcome].padEnd(13)} ${seconds} s  ${story.name}`,
    );
  }
  console.log(`\n${table(results, Math.max(process.stdout.columns ?? 160, narrowest))}\n\n${totals(results)}`);
  if (values.report) {
    const provider = values.momo ? 'MTN’s sandbox (EUR)' : 'the built-in sandbox, no real money';
    writeFileSync(values.report, markdown(results, { at: new Date(), gateway: stage.url, provider }));
    console.log(`The table is in ${values.report}.`);
  }
  await stage.leave();
  const has = (outcome) => results.some((result) => result.outcome === outcome);
  const log = await programs?.stop(has('failed'));
  if (log) console.log(`What the gateway logged is in ${log}.`);
  process.exitCode = has('failed') ? 1 : 0;
} catch (error) {
  await programs?.stop();
  stopWith(error.message);
}

async function openStage() {
  const { ISHYURA_URL: url, ISHYURA_KEY: key, SANDBOX_URL: sandboxUrl = 'http://127.0.0.1:3101' } = process.env;
  if (values.momo) {
    if (url !== undefined) throw new Error('--momo starts a gateway of its own; unset ISHYURA_URL');
    programs = await startPrograms(mtnSettings());
    return new Stage({ ...programs, environment: 'sandbox' });
  }
  if (url === undefined) {
    programs = await startPrograms();
    return new Stage({ ...programs, environment: 'mtnrwanda', provider: values.provider });
  }
  if (key === undefined) throw new Error('ISHYURA_KEY is missing: it goes with ISHYURA_URL');
  const stage = new Stage({
    url: url.replace(/\/+$/, ''),
    key,
    sandboxUrl,
    environment: 'mtnrwanda',
    provider: values.provider,
  });
  await checkGiven(stage);
  return stage;
}

/** One line for each thing that would else let all cases fail. */
async function checkGiven(stage) {
  const answer = await stage.call('GET', '/v1/reviews?limit=1').catch(() => {
    throw new Error(`nothing answers at ISHYURA_URL (${stage.url})`);
  });
  if (answer.status !== 200) throw new Error(`ISHYURA_KEY is not an admin's key of this gateway (${answer.status})`);
  await stage.control('GET', '/clock').catch(() => {
    throw new Error(`no sandbox answers at SANDBOX_URL (${stage.sandboxUrl})`);
  });
}

function mtnSettings() {
  const names = ['SUBSCRIPTION_KEY', 'API_USER', 'API_KEY'].map((name) => `MOMO_COLLECTION_${name}`);
  const settings = {
    MOMO_BASE_URL: process.env.MOMO_BASE_URL ?? 'https://sandbox.momodeveloper.mtn.com',
    MOMO_TARGET_ENVIRONMENT: 'sandbox',
  };
  for (const name of ['PUBLIC_BASE_URL', ...names]) {
    for (const given of [name, `${name}_FILE`]) if (process.env[given]) settings[given] = process.env[given];
    if (!settings[name] && !settings[`${name}_FILE`]) throw new Error(`${name} is missing: --momo needs it`);
  }
  return settings;
}

async function outcomeOf(story, stage) {
  if (stage.sandboxUrl === null && story.notAtMtn !== undefined)
    return { outcome: 'not-run', happened: `${story.notAtMtn}.` };
  try {
    return { outcome: 'passed', happened: await story.play(stage) };
  } catch (error) {
    if (error instanceof Surprise) return { outcome: 'failed', happened: error.message };
    return { outcome: 'failed', happened: `The case could not be played to its end: ${error.message}` };
  }
}

function stopWith(line) {
  console.error(`test-cases: ${line}`);
  process.exit(2);
}
