import { describe, expect, it } from '@jest/globals';
import { environments } from './environments.js';
import { isUuidVersion4, majorUnits, minorUnits, normalised } from './validation.js';

const { mtnrwanda, sandbox } = environments;

describe('money', () => {
  it('is echoed without what adds nothing', () => {
    const echoed = { '12.50': '12.5', '1500': '1500', '0012': '12', '0.10': '0.1', '7.00': '7', '100': '100' };
    for (const [sent, back] of Object.entries(echoed)) expect([sent, normalised(sent)]).toEqual([sent, back]);
  });

  it('has only the decimals of its currency', () => {
    expect([minorUnits('1500', mtnrwanda), minorUnits('1500.0', mtnrwanda)]).toEqual([1500, null]);
    expect([minorUnits('12.5', sandbox), minorUnits('12', sandbox), minorUnits('12.505', sandbox)]).toEqual([
      1250,
      1200,
      null,
    ]);
  });

  it('is written in major units', () => {
    expect([majorUnits(1500, mtnrwanda), majorUnits(-5, mtnrwanda)]).toEqual(['1500', '-5']);
    expect([majorUnits(5, sandbox), majorUnits(-1250, sandbox), majorUnits(0, sandbox)]).toEqual([
      '0.05',
      '-12.50',
      '0.00',
    ]);
  });
});

describe('a reference', () => {
  it('is a UUID of version 4 in either case', () => {
    expect(isUuidVersion4('7ad3a4f0-69fc-489d-9e03-fc7a261199e0')).toBe(true);
    expect(isUuidVersion4('7AD3A4F0-69FC-489D-9E03-FC7A261199E0')).toBe(true);
    for (const wrong of [
      undefined,
      '',
      '7ad3a4f0-69fc-189d-9e03-fc7a261199e0',
      '7ad3a4f0-69fc-489d-7e03-fc7a261199e0',
      '7ad3a4f069fc489d9e03fc7a261199e0',
    ]) {
      expect([wrong, isUuidVersion4(wrong)]).toEqual([wrong, false]);
    }
  });
});
