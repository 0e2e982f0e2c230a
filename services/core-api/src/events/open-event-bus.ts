import type { Logger } from '@cortex/runtime';
import type { EventBus } from './event-bus.ts';
import { InProcessBus, type InProcessLimits } from './in-process/in-process-bus.ts';
import type { NatsLimits } from './nats/limits.ts';
import type { NatsLocation } from './nats/location.ts';

export type EventsLimits = InProcessLimits & { nats: Omit<NatsLimits, keyof InProcessLimits> };

export interface EventBusOptions {
  limits: EventsLimits;
  /** Undefined: events stay in the process. */
  location: NatsLocation | undefined;
  logger: Logger;
}

/** The client of NATS is loaded only where it is used. */
export async function openEventBus({ limits, location, logger }: EventBusOptions): Promise<EventBus> {
  if (!location) return new InProcessBus(limits);
  const { NatsBus } = await import('./nats/nats-bus.ts');
  return new NatsBus({ location, limits: { ...limits, ...limits.nats }, logger });
}
