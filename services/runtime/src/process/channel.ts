import type { ChildProcess } from 'node:child_process';

/** The way to another process of a group of workers. What is sent arrives in its order, as JSON carries it. */
export interface Channel {
  /** Never throws. @param sent called once it is written, or cannot be since the other process is gone */
  send(topic: string, body: unknown, sent?: () => void): void;
  /** A topic has one listener. */
  on(topic: string, listener: (body: unknown) => void): void;
}

interface Message {
  topic: string;
  body: unknown;
}

/** @param other the process of a worker, or in a worker `process` */
export function channelTo(other: ChildProcess | NodeJS.Process): Channel {
  const listeners = new Map<string, (body: unknown) => void>();
  other.on('message', (message: unknown) => {
    if (isMessage(message)) listeners.get(message.topic)?.(message.body);
  });
  return {
    send(topic, body, sent = () => undefined) {
      if (other.connected) other.send?.({ topic, body } satisfies Message, undefined, undefined, () => sent());
      // Later, as from `send`: whoever sends again from `sent` would otherwise never return.
      else setImmediate(sent);
    },
    on(topic, listener) {
      listeners.set(topic, listener);
    },
  };
}

/** The channel carries requests to stop as well, which are text. */
function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'topic' in message;
}
