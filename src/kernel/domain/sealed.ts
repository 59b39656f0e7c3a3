import { z } from 'zod';

/**
 * Personal data as the log and the views hold it: encrypted under a key of the person it is about. Deciders and views pass it on
 * and compare its subject; only the edge and the policies that need it decrypt it (`PersonalData`).
 *
 * `sealed.<subject>.<key id>.<base64url of nonce, ciphertext and tag>`
 */
export type Sealed<T = unknown> = string & { readonly __sealed: T };

export const sealedShape = <T>() =>
  z.custom<Sealed<T>>((value) => typeof value === 'string' && value.startsWith('sealed.'));

/** The subject: a keyed hash that says "the same person" and nothing else. It stays after the person is erased. */
export const subjectOf = (sealed: Sealed): string => sealed.split('.', 2)[1]!;

/** The data key that it is sealed under. */
export const keyIdOf = (sealed: Sealed): string => sealed.split('.', 3)[2]!;
