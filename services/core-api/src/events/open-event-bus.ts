import type { Channel, Logger } from '@cortex/runtime';
import type { EventBus } from './event-bus.ts';
import type { EventHubLimits } from './in-process/event-hub.ts';
import { InProcessBus } from './in-process/in-process-bus.ts';
import type { NatsLimits } from './nats/limits.ts';
import type { NatsLocation } from './nats/location.ts';
import type { EventRelayLimits } from './workers/event-relay.ts';

export type EventsLimits = EventRelayLimits & { nats: Omit<NatsLimits, keyof EventHubLimits> };

export interface EventBusOptions {
  limits: EventsLimits;
  /** The NATS servers. Undefined: events stay on this machine. */
  location: NatsLocation | undefined;
  /** The channel from a worker to its first process. Undefined: there is only one process. */
  channel: Channel | undefined;
  logger: Logger;
}

/** Opens the event bus that the options select. Loads only its modules, because the client of NATS takes long to load. */
export async function openEventBus({ limits, location, channel, logger }: EventBusOptions): Promise<EventBus> {
  if (location) {
    const { NatsBus } = await import('./nats/nats-bus.ts');
    return new NatsBus({ location, limits: { ...limits, ...limits.nats }, logger });
  }
  if (!channel) return new InProcessBus(limits);
  const { WorkerBus } = await import('./workers/worker-bus.ts');
  return new WorkerBus(channel, limits);
}
