import {
  ATTR_ERROR_TYPE,
  ATTR_EVENT_TYPE,
  ATTR_MESSAGING_DESTINATION_TEMPLATE,
  ATTR_MESSAGING_OPERATION_NAME,
  ATTR_MESSAGING_OPERATION_TYPE,
  ATTR_MESSAGING_SYSTEM,
  ATTR_REASON,
  METRIC_EVENT_BUS_CONNECTED,
  METRIC_EVENT_BUS_LOST_TOTAL,
  METRIC_EVENT_BUS_UNREADABLE_TOTAL,
  METRIC_EVENT_BUS_WAITING,
  METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES,
  METRIC_MESSAGING_CLIENT_OPERATION_DURATION,
} from './contract.ts';
import type { EventType } from './events.ts';
import { histogram, observedCounter, observedGauge } from './instruments.ts';

/** Why an event was given up. */
export type LossReason = 'queue_full' | 'too_old' | 'rejected' | 'shutdown';

export interface EventBusMetrics {
  lost(type: EventType, reason: LossReason): void;
  /** A stream skipped a message that is not an event. */
  unreadable(): void;
  /** An attempt to publish has ended. @param errorType undefined when it was acknowledged */
  attempted(seconds: number, errorType?: string): void;
  /** An event was handed to a stream. */
  consumed(): void;
  /** Reports the state until the returned function is called. */
  observe(state: { waiting(): number; isConnected(): boolean }): () => void;
}

/** The subject of a user's events, as names of spans and attributes have it. */
export const EVENT_SUBJECTS = 'cortex.events.{user}';

/** Attributes of spans and metrics: where events are published to. */
export const EVENT_DESTINATION = {
  [ATTR_MESSAGING_SYSTEM]: 'nats',
  [ATTR_MESSAGING_DESTINATION_TEMPLATE]: EVENT_SUBJECTS,
} as const;
const SEND = {
  ...EVENT_DESTINATION,
  [ATTR_MESSAGING_OPERATION_NAME]: 'publish',
  [ATTR_MESSAGING_OPERATION_TYPE]: 'send',
} as const;

/** Metrics of an event bus outside of the process. Counters start at 0, so that the first loss is an increase. */
export function eventBusMetrics(): EventBusMetrics {
  const lost = { context: lossesOf('context'), error: lossesOf('error') };
  const unreadable = observedCounter(METRIC_EVENT_BUS_UNREADABLE_TOTAL).series();
  const consumed = observedCounter(METRIC_MESSAGING_CLIENT_CONSUMED_MESSAGES).series({
    ...EVENT_DESTINATION,
    [ATTR_MESSAGING_OPERATION_NAME]: 'process',
  });
  const duration = histogram(METRIC_MESSAGING_CLIENT_OPERATION_DURATION);
  return {
    lost(type, reason) {
      lost[type][reason].value += 1;
    },
    unreadable() {
      unreadable.value += 1;
    },
    attempted(seconds, errorType) {
      duration.record(seconds, errorType === undefined ? SEND : { ...SEND, [ATTR_ERROR_TYPE]: errorType });
    },
    consumed() {
      consumed.value += 1;
    },
    observe({ waiting, isConnected }) {
      const removers = [
        observedGauge(METRIC_EVENT_BUS_WAITING).series().add(waiting),
        observedGauge(METRIC_EVENT_BUS_CONNECTED)
          .series()
          .add(() => (isConnected() ? 1 : 0)),
      ];
      return () => {
        for (const remove of removers) remove();
      };
    },
  };
}

function lossesOf(type: EventType) {
  const seriesOf = (reason: LossReason) =>
    observedCounter(METRIC_EVENT_BUS_LOST_TOTAL).series({ [ATTR_EVENT_TYPE]: type, [ATTR_REASON]: reason });
  return {
    queue_full: seriesOf('queue_full'),
    too_old: seriesOf('too_old'),
    rejected: seriesOf('rejected'),
    shutdown: seriesOf('shutdown'),
  };
}
