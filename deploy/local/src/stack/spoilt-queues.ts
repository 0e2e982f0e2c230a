import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The name that the Collector's `queueguard` gives a queue that it could not open: its old name, and the time in digits. */
const SET_ASIDE = /^(?<queue>.+)\.spoilt-(?<time>\d{8}T\d{6}\.\d{3}Z)$/;

/**
 * Describes each queue that the Collector has set aside, in a sentence.
 * @param since time from which on to look, in milliseconds since the epoch
 */
export function spoiltQueues(directory: string, since: number): string[] {
  return namesIn(directory).flatMap((name) => {
    const { queue, time = '' } = SET_ASIDE.exec(name)?.groups ?? {};
    if (queue === undefined || millisecondsOf(time) < since) return [];
    return [
      `The Collector could not open its queue ${queue} and set it aside. What waited in it is not delivered; it is kept as ${join(directory, name)}`,
    ];
  });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function millisecondsOf(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:'));
}
