import { pino, type DestinationStream, type Logger } from 'pino';
import { maskedJson } from './http/masking.js';

/** Lines of JSON without whole phone numbers, whoever wrote them: our own words, and errors that quote what somebody sent. */
export const loggerTo = (level: string, destination: DestinationStream): Logger =>
  pino({ level, base: null, hooks: { streamWrite: maskedJson } }, destination);
