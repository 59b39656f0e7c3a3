import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { NewPasskey, User } from './user.decider.js';

/** Passkeys (WebAuthn) as a second factor: keys in a phone, a computer or a stick, bound to the host of `PUBLIC_BASE_URL`. */
export class Passkeys {
  readonly #origin: string;
  readonly #host: string;

  constructor(
    publicBaseUrl: string,
    private readonly organisation: string,
  ) {
    const { origin, hostname } = new URL(publicBaseUrl);
    this.#origin = origin;
    this.#host = hostname;
  }

  async optionsToAdd({ id, name, passkeys }: User, challenge: Buffer): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { generateRegistrationOptions } = await webauthn();
    return generateRegistrationOptions({
      rpName: this.organisation,
      rpID: this.#host,
      userName: name,
      userID: new Uint8Array(Buffer.from(id)),
      challenge: new Uint8Array(challenge),
      attestationType: 'none',
      excludeCredentials: passkeys.map(({ passkeyId }) => ({ id: passkeyId })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
      supportedAlgorithmIDs: [...algorithms],
    });
  }

  /** Null: it does not answer this challenge. */
  async added(response: string, challenge: Buffer): Promise<NewPasskey | null> {
    const { verifyRegistrationResponse } = await webauthn();
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: JSON.parse(response) as RegistrationResponseJSON,
        expectedChallenge: challenge.toString('base64url'),
        expectedOrigin: this.#origin,
        expectedRPID: this.#host,
        requireUserVerification: false,
        supportedAlgorithmIDs: [...algorithms],
      });
      if (!verified) return null;
      const { id, publicKey, counter } = registrationInfo.credential;
      return { passkeyId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
    } catch {
      // Whatever a browser sends that is no such answer.
      return null;
    }
  }

  async optionsToShow({ passkeys }: User, challenge: Buffer): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await webauthn();
    return generateAuthenticationOptions({
      rpID: this.#host,
      challenge: new Uint8Array(challenge),
      allowCredentials: passkeys.map(({ passkeyId }) => ({ id: passkeyId })),
      userVerification: 'preferred',
    });
  }

  /** Null: it is not one of this user's, or does not answer this challenge. */
  async shown(
    response: string,
    { passkeys }: User,
    challenge: Buffer,
  ): Promise<{ readonly passkeyId: string; readonly counter: number } | null> {
    const { verifyAuthenticationResponse } = await webauthn();
    try {
      const read = JSON.parse(response) as AuthenticationResponseJSON;
      const passkey = passkeys.find(({ passkeyId }) => passkeyId === read.id);
      if (passkey === undefined) return null;
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: read,
        expectedChallenge: challenge.toString('base64url'),
        expectedOrigin: this.#origin,
        expectedRPID: this.#host,
        requireUserVerification: false,
        credential: {
          id: passkey.passkeyId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.counter,
        },
      });
      return verified ? { passkeyId: passkey.passkeyId, counter: authenticationInfo.newCounter } : null;
    } catch {
      return null;
    }
  }
}

/**
 * EdDSA, ES256 and RS256 of COSE, which every passkey knows one of. Named, because the library would else ask Node for ML-DSA, which Node calls
 * experimental on the terminal, and would keep keys that an older Node could not check.
 */
const algorithms = [-8, -7, -257] as const;

const webauthn = () => import('@simplewebauthn/server');
