import type { Diagnosis } from '../../kernel/domain/diagnosis.js';
import type { ExitCode } from '../terminal.js';

/** The findings for a person: one line each, the worst last, where the eye is when the command ends. */
export function reportOf(findings: readonly Diagnosis[]): readonly string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const sorted = levels.flatMap((level) => findings.filter((finding) => finding.level === level));
  const lines = sorted.flatMap(({ level, check, what, why, mend }) => [
    `${level.padEnd(7)}  ${check.padEnd(width)}  ${what}`,
    ...(why === null ? [] : [`${indent}why:  ${why}`, `${indent}mend: ${mend}`]),
  ]);
  const counts = levels.map((level) => [findings.filter((finding) => finding.level === level).length, level] as const);
  return [
    ...lines,
    '',
    counts.map(([count, level]) => `${count} ${level}${level === 'ok' || count === 1 ? '' : 's'}`).join(', '),
  ];
}

export const exitCodeOf = (findings: readonly Diagnosis[]): ExitCode =>
  findings.every(({ level }) => level === 'ok') ? 0 : 1;

const levels = ['ok', 'warning', 'problem'] as const;
const indent = ' '.repeat(9);
