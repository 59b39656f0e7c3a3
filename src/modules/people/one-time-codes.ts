import { randomInt } from 'node:crypto';

/** What an authenticator app shows (RFC 6238): six digits, another each half minute. */
export class OneTimeCodes {
  constructor(private readonly organisation: string) {}

  /** Of 20 bytes, as apps take it. */
  async base32(secret: Buffer): Promise<string> {
    const { Secret } = await otpauth();
    return new Secret({ buffer: new Uint8Array(secret).buffer }).base32;
  }

  /** What the QR code of the set-up says. */
  async address(secret: string, account: string): Promise<string> {
    const { TOTP, Secret } = await otpauth();
    return new TOTP({ issuer: this.organisation, label: account, secret: Secret.fromBase32(secret) }).toString();
  }

  /** The half minute to which a code belongs, one before or after now allowed for clocks; null: it belongs to none of these. */
  async stepOf(code: string, secret: string, nowMs: number): Promise<number | null> {
    const digits = code.replaceAll(/[\s-]/g, '');
    if (!/^\d{6}$/.test(digits)) return null;
    const { TOTP, Secret } = await otpauth();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const delta = totp.validate({ token: digits, timestamp: nowMs, window: 1 });
    return delta === null ? null : Math.floor(nowMs / stepMs) + delta;
  }
}

const stepMs = 30_000;
const otpauth = () => import('otpauth');

/** Ten codes to keep on paper. No letter or digit that is taken for another one. */
export const newRecoveryCodes = (): readonly string[] => Array.from({ length: 10 }, newRecoveryCode);

function newRecoveryCode(): string {
  const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]!).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** As it was made, however it was typed. */
export const plainRecoveryCode = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export const isRecoveryCode = (typed: string): boolean => plainRecoveryCode(typed).length === 10;

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
