import { createHash, randomBytes } from 'node:crypto';

/** All randomness comes from one seed: the same seed and the same requests give the same answers. */
export class Chance {
  private state: number;
  private drawn = 0;
  private readonly prefix: string;

  constructor(readonly seed: string) {
    this.prefix = this.hex('correlation', 8);
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  static newSeed(): string {
    return randomBytes(16).toString('hex');
  }

  /** At least 0 and less than 1 (mulberry32). */
  draw(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Hexadecimal digits derived from a name. */
  hex(name: string, digits: number): string {
    return createHash('sha256').update(`${this.seed}/${name}`).digest('hex').slice(0, digits);
  }

  uuid(name: string): string {
    const hex = this.hex(name, 32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A correlation id per answer; a counter, because a hash for each would be the most expensive part of an answer. */
  correlationId(): string {
    this.drawn++;
    return `${this.prefix}-0000-4000-8000-${this.drawn.toString(16).padStart(12, '0')}`;
  }
}
