import { NotAcceptableException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** The one of these media types that the caller likes most; the first where it does not mind. Throws 406 where it takes none of them. */
export function preferredType<const Type extends string>(
  request: Pick<FastifyRequest, 'headers'>,
  types: readonly Type[],
): Type {
  const [preferred] = new Negotiator(request).mediaTypes([...types]);
  if (preferred === undefined) throw new NotAcceptableException();
  return preferred as Type;
}

/** The one of these languages that the caller likes most; the first where it likes none of them. */
export function preferredLanguage<const Language extends string>(
  request: Pick<FastifyRequest, 'headers'>,
  languages: readonly Language[],
): Language {
  return (new Negotiator(request).languages([...languages])[0] as Language | undefined) ?? languages[0]!;
}
