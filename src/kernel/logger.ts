import { pino, type DestinationStream, type Logger } from 'pino';
import { maskedJson } from './masking.js';

/** JSON lines in which every phone number is masked: in our own texts, and in errors that quote what a caller or provider sent. */
export const loggerTo = (level: string, destination: DestinationStream): Logger =>
  pino({ level, base: null, hooks: { streamWrite: maskedJson } }, destination);
