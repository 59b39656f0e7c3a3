import { pino, type DestinationStream, type Logger } from 'pino';
import { maskedLogLine } from './masking.js';

/** JSON lines in which every phone number and e-mail address is masked: in our own texts, and in errors that quote what a caller or provider sent. */
export const loggerTo = (level: string, destination: DestinationStream): Logger =>
  pino({ level, base: null, hooks: { streamWrite: maskedLogLine } }, destination);
