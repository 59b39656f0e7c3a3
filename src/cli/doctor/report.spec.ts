import { expect, it } from '@jest/globals';
import { fine, problem, warning } from '../../kernel/domain/diagnosis.js';
import { exitCodeOf, reportOf } from './report.js';

const good = fine('clock', "within 5 s of MTN's clock");
const doubtful = warning('backup', { what: 'it is old', why: 'data may be lost', mend: 'make one' });
const bad = problem('disk', { what: 'it is full', why: 'nothing is recorded', mend: 'free space' });

it('A report of the doctor shows the problems last, each with its reason and its remedy', () => {
  expect(reportOf([bad, good, doubtful])).toEqual([
    "ok       clock   within 5 s of MTN's clock",
    'warning  backup  it is old',
    '         why:  data may be lost',
    '         mend: make one',
    'problem  disk    it is full',
    '         why:  nothing is recorded',
    '         mend: free space',
    '',
    '1 ok, 1 warning, 1 problem',
  ]);
});

it('The exit code of the doctor is 1 as soon as one finding needs attention', () => {
  expect([[good], [good, doubtful], [bad]].map(exitCodeOf)).toEqual([0, 1, 1]);
});
