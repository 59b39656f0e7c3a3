import type { Clock } from '../../../kernel/domain/clock.js';
import type { RateSlots } from '../../../kernel/ports/slots.js';
import { LocalPace } from './local-pace.js';
import type { Pace } from './pace.js';
import { SharedPace } from './shared-pace.js';

export type { RateSlots };

/** The rate limit of all instances together, or of this process alone where there are no slots or no limit (0). `name` names the limited calls. */
export const choosePace = (name: string, perSecond: number, clock: Clock, slots: RateSlots | null): Pace =>
  slots === null || perSecond === 0 ? new LocalPace(clock, perSecond) : new SharedPace(slots, name, clock, perSecond);
