import {
  ATTR_EVENT_TYPE,
  type AttributeValues,
  METRIC_EVENT_DELIVERY_ERRORS_TOTAL,
  METRIC_EVENT_DELIVERY_SECONDS,
  METRIC_EVENT_DELIVERY_TOTAL,
  METRIC_EVENT_PUBLISH_TOTAL,
  METRIC_EVENT_SUBSCRIBERS,
} from './contract.ts';
import { histogram, observedCounter, observedUpDownCounter, type Series } from './instruments.ts';
import { SubscriberSlots } from './subscriber-slots.ts';

export type EventType = AttributeValues[typeof ATTR_EVENT_TYPE];

export interface EventMetrics {
  published(type: EventType): void;
  /** An event was written to a client's socket. @param seconds since its creation; undefined for a replayed event */
  delivered(type: EventType, seconds: number | undefined): void;
  /** A subscriber missed an event. */
  lost(type: EventType): void;
  /** @param waiting the number of events that wait for this subscriber @returns a function to call when it has left */
  subscribed(waiting: () => number): () => void;
}

interface OfType {
  labels: { [ATTR_EVENT_TYPE]: EventType };
  published: Series;
  delivered: Series;
  lost: Series;
}

/** The guide's metrics of an event bus. Counters start at 0, so that the first loss is an increase. */
export function eventMetrics(): EventMetrics {
  const types: Record<EventType, OfType> = { context: seriesOf('context'), error: seriesOf('error') };
  const duration = histogram(METRIC_EVENT_DELIVERY_SECONDS);
  const subscribers = observedUpDownCounter(METRIC_EVENT_SUBSCRIBERS).series();
  const slots = new SubscriberSlots();
  return {
    published(type) {
      types[type].published.value += 1;
    },
    delivered(type, seconds) {
      const { labels, delivered } = types[type];
      delivered.value += 1;
      if (seconds !== undefined) duration.record(seconds, labels);
    },
    lost(type) {
      types[type].lost.value += 1;
    },
    subscribed(waiting) {
      const leave = slots.take(waiting);
      subscribers.value += 1;
      return () => {
        subscribers.value -= 1;
        leave();
      };
    },
  };
}

function seriesOf(type: EventType): OfType {
  const labels = { [ATTR_EVENT_TYPE]: type };
  return {
    labels,
    published: observedCounter(METRIC_EVENT_PUBLISH_TOTAL).series(labels),
    delivered: observedCounter(METRIC_EVENT_DELIVERY_TOTAL).series(labels),
    lost: observedCounter(METRIC_EVENT_DELIVERY_ERRORS_TOTAL).series(labels),
  };
}
