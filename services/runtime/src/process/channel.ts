import type { ChildProcess } from 'node:child_process';

/** A channel to another process of a group of workers. Messages arrive in the order in which they were sent, as JSON. */
export interface Channel {
  /** Never throws. @param sent called once the message is written, or cannot be because the other process has ended */
  send(topic: string, body: unknown, sent?: () => void): void;
  /** Sets the only listener of a topic. */
  on(topic: string, listener: (body: unknown) => void): void;
}

interface Message {
  topic: string;
  body: unknown;
}

/** @param other in the first process the process of a worker, in a worker `process` */
export function channelTo(other: ChildProcess | NodeJS.Process): Channel {
  const listeners = new Map<string, (body: unknown) => void>();
  other.on('message', (message: unknown) => {
    if (isMessage(message)) listeners.get(message.topic)?.(message.body);
  });
  return {
    send(topic, body, sent = () => undefined) {
      if (other.connected) other.send?.({ topic, body } satisfies Message, undefined, undefined, () => sent());
      // Asynchronously, as `send` calls it: a caller that sends again in `sent` would otherwise never return.
      else setImmediate(sent);
    },
    on(topic, listener) {
      listeners.set(topic, listener);
    },
  };
}

/** Distinguishes messages from requests to stop, which are text on the same channel. */
function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'topic' in message;
}
