import Sequencer from '@jest/test-sequencer';

/** Jest starts the largest files first where it knows no durations, as on a clean clone. These are small and take longest: at the end one of two cores would wait for them. */
const longest = [
  'simulation',
  'killed',
  'reviews',
  'document-store.sqlite',
  'start',
  'test-cases',
  'payout-batch-killed',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = longest.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
