import { minorDigits, type Money } from '../../kernel/domain/money.js';
import type { Language } from '../../kernel/domain/language.js';

/**
 * An amount as people write it on a receipt: `five thousand Rwandan francs`, `amafaranga y’u Rwanda ibihumbi bitanu`, `cinq mille francs rwandais`.
 * Minor units are a fraction in figures: `twelve euros and 50/100`. No two amounts of a currency have the same words.
 */
export function amountInWords(money: Money, language: Language): string {
  const digits = minorDigits(money.currency)!;
  const unit = 10n ** BigInt(digits);
  const whole = money.minor / unit;
  const fraction = money.minor % unit;
  const words = ofCurrency[language](whole, money.currency);
  return fraction === 0n ? words : `${words} ${andIn[language]} ${String(fraction).padStart(digits, '0')}/${unit}`;
}

/** A whole number from 0 to 10^15 - 1. */
export function numberInWords(number: bigint, language: Language): string {
  if (number < 0n || number >= 10n ** 15n) throw new Error(`No words for ${number}: it is not from 0 to 10^15 - 1`);
  return number === 0n ? zero[language] : inWords[language](groupsOf(number));
}

interface Currency {
  readonly one: string;
  readonly many: string;
}

const francs: Readonly<Record<Language, Readonly<Record<string, Currency>>>> = {
  en: {
    RWF: { one: 'Rwandan franc', many: 'Rwandan francs' },
    EUR: { one: 'euro', many: 'euros' },
    USD: { one: 'US dollar', many: 'US dollars' },
  },
  rw: {
    RWF: { one: 'ifaranga ry’u Rwanda', many: 'amafaranga y’u Rwanda' },
    EUR: { one: 'iyero', many: 'amayero' },
    USD: { one: 'idolari rya Amerika', many: 'amadolari ya Amerika' },
  },
  fr: {
    RWF: { one: 'franc rwandais', many: 'francs rwandais' },
    EUR: { one: 'euro', many: 'euros' },
    USD: { one: 'dollar américain', many: 'dollars américains' },
  },
};

/** A currency that has no name here is called by its code. */
const nameOf = (language: Language, currency: string): Currency =>
  francs[language][currency] ?? { one: currency, many: currency };

const ofCurrency: Readonly<Record<Language, (whole: bigint, currency: string) => string>> = {
  en: (whole, currency) => {
    const { one, many } = nameOf('en', currency);
    return `${numberInWords(whole, 'en')} ${whole === 1n ? one : many}`;
  },
  // The money comes first, then how much of it.
  rw: (whole, currency) => {
    const { one, many } = nameOf('rw', currency);
    return `${whole === 1n ? one : many} ${numberInWords(whole, 'rw')}`;
  },
  fr: (whole, currency) => {
    const { one, many } = nameOf('fr', currency);
    const words = numberInWords(whole, 'fr');
    // Million and what is above it are nouns: un million DE francs, but un million deux cents francs. Zero and one are singular.
    const isNoun = whole >= 1_000_000n && whole % 1_000_000n === 0n;
    const name = whole <= 1n ? one : many;
    return `${words} ${isNoun ? (/^[aeiouyéh]/i.test(name) ? 'd’' : 'de ') : ''}${name}`;
  },
};

const andIn: Readonly<Record<Language, string>> = { en: 'and', rw: 'na', fr: 'et' };
const zero: Readonly<Record<Language, string>> = { en: 'zero', rw: 'zeru', fr: 'zéro' };

/** Three digits of a number: `scale` 0 are the ones, 1 the thousands, 2 the millions, and so on. Groups of zero are left out. */
interface Group {
  readonly value: number;
  readonly scale: number;
}

/** The largest first. */
function groupsOf(number: bigint): readonly Group[] {
  const groups: Group[] = [];
  for (let [left, scale] = [number, 0]; left > 0n; left /= 1_000n, scale += 1) {
    const value = Number(left % 1_000n);
    if (value > 0) groups.unshift({ value, scale });
  }
  return groups;
}

const english = {
  small:
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    ),
  tens: ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
  scales: ['', 'thousand', 'million', 'billion', 'trillion'],
};

function englishOfThree(value: number): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const ofRest =
    rest < 20
      ? english.small[rest]!
      : `${english.tens[Math.floor(rest / 10)]!}${rest % 10 === 0 ? '' : `-${english.small[rest % 10]!}`}`;
  if (hundreds === 0) return ofRest;
  return `${english.small[hundreds]!} hundred${rest === 0 ? '' : ` and ${ofRest}`}`;
}

function inEnglish(groups: readonly Group[]): string {
  const parts = groups.map(({ value, scale }) =>
    scale === 0 ? englishOfThree(value) : `${englishOfThree(value)} ${english.scales[scale]!}`,
  );
  const last = groups.at(-1)!;
  // One thousand and five, not one thousand five.
  const takesAnd = parts.length > 1 && last.scale === 0 && last.value < 100;
  return takesAnd ? `${parts.slice(0, -1).join(' ')} and ${parts.at(-1)!}` : parts.join(' ');
}

const french = {
  small:
    'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
      ' ',
    ),
  tens: ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'],
  scales: ['', 'mille', 'million', 'milliard', 'billion'],
};

/** `plural`: a round vingt or cent takes an s, except before mille. */
function frenchOfThree(value: number, plural: boolean): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const parts: string[] = [];
  if (hundreds === 1) parts.push('cent');
  if (hundreds > 1) parts.push(french.small[hundreds]!, rest === 0 && plural ? 'cents' : 'cent');
  if (rest > 0) parts.push(frenchOfTwo(rest, plural));
  return parts.join(' ');
}

function frenchOfTwo(value: number, plural: boolean): string {
  if (value < 20) return french.small[value]!;
  const ten = Math.floor(value / 10);
  // Seventy and ninety go on counting from sixty and eighty.
  const over = ten === 7 || ten === 9 ? (value % 10) + 10 : value % 10;
  const name = french.tens[ten]!;
  if (over === 0) return ten === 8 && plural ? `${name}s` : name;
  const withEt = (over === 1 || over === 11) && ten < 8;
  return withEt ? `${name} et ${french.small[over]!}` : `${name}-${french.small[over]!}`;
}

function inFrench(groups: readonly Group[]): string {
  return groups
    .map(({ value, scale }) => {
      if (scale === 0) return frenchOfThree(value, true);
      if (scale === 1) return value === 1 ? 'mille' : `${frenchOfThree(value, false)} mille`;
      return `${frenchOfThree(value, true)} ${french.scales[scale]!}${value > 1 ? 's' : ''}`;
    })
    .join(' ');
}

/**
 * A number agrees with the class of the noun that it counts: two hundreds are `magana abiri`, two thousands `ibihumbi bibiri`, two millions
 * `miliyoni ebyiri`. The last digits are said as in counting: `kabiri`.
 */
const kinyarwanda = {
  counting: ['', 'rimwe', 'kabiri', 'gatatu', 'kane', 'gatanu', 'gatandatu', 'karindwi', 'umunani', 'icyenda'],
  ofThousands: ['', 'kimwe', 'bibiri', 'bitatu', 'bine', 'bitanu', 'bitandatu', 'birindwi', 'umunani', 'icyenda'],
  ofMillions: ['', 'imwe', 'ebyiri', 'eshatu', 'enye', 'eshanu', 'esheshatu', 'zirindwi', 'umunani', 'icyenda'],
  tens: [
    '',
    'icumi',
    'makumyabiri',
    'mirongo itatu',
    'mirongo ine',
    'mirongo itanu',
    'mirongo itandatu',
    'mirongo irindwi',
    'mirongo inani',
    'mirongo icyenda',
  ],
  hundreds: [
    '',
    'ijana',
    'magana abiri',
    'magana atatu',
    'magana ane',
    'magana atanu',
    'magana atandatu',
    'magana arindwi',
    'magana inani',
    'magana icyenda',
  ],
  scales: ['', 'ibihumbi', 'miliyoni', 'miliyari', 'tiriyoni'],
};

/** `na`, which loses its vowel before another one. */
const and = (word: string): string => (/^[aeiou]/.test(word) ? `n’${word}` : `na ${word}`);

function kinyarwandaOfThree(value: number, ones: readonly string[]): string {
  const [hundreds, tens, last] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const ofTen = tens === 1 && last > 0 ? 'cumi' : kinyarwanda.tens[tens]!;
  const parts = [kinyarwanda.hundreds[hundreds]!, ofTen, ones[last]!].filter((part) => part !== '');
  return parts.map((part, index) => (index === 0 ? part : and(part))).join(' ');
}

/**
 * A comma stands between the groups. Without it 150,000 and 100,050 would be the same words: `ibihumbi ijana na mirongo itanu`.
 */
function inKinyarwanda(groups: readonly Group[]): string {
  return groups
    .map(({ value, scale }) => {
      if (scale === 0) return kinyarwandaOfThree(value, kinyarwanda.counting);
      if (scale === 1 && value === 1) return 'igihumbi';
      const ones = scale === 1 ? kinyarwanda.ofThousands : kinyarwanda.ofMillions;
      return `${kinyarwanda.scales[scale]!} ${kinyarwandaOfThree(value, ones)}`;
    })
    .join(', ');
}

const inWords: Readonly<Record<Language, (groups: readonly Group[]) => string>> = {
  en: inEnglish,
  rw: inKinyarwanda,
  fr: inFrench,
};
