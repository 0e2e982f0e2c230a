import { randomBytes } from 'node:crypto';
import { FluentClient } from '@fluent-org/logger';

/** Docker splits a line after this many bytes. */
const LONGEST_PART = 16_384;

export interface ForwardedLine {
  /** The URL of the forward protocol: `tcp://host:port`. */
  url: string;
  /** Docker's driver is configured to tag a container's lines with the service's name. */
  tag: string;
  line: string;
}

/** Sends a line like Docker's fluentd driver, in parts if it is long. Resolves when the receiver has acknowledged it. */
export async function forwardLine({ url, tag, line }: ForwardedLine): Promise<void> {
  const { hostname: host, port } = new URL(url);
  const client = new FluentClient(tag, { socket: { host, port: Number(port) }, ack: { ackTimeout: 5000 } });
  for (const part of partsOf(line)) {
    await client.emit({ ...part, source: 'stdout', container_name: `/${tag}` });
  }
  await client.disconnect();
}

function partsOf(line: string): Record<string, string>[] {
  if (line.length <= LONGEST_PART) return [{ log: line }];
  const id = randomBytes(32).toString('hex');
  const count = Math.ceil(line.length / LONGEST_PART);
  return Array.from({ length: count }, (_, index) => ({
    log: line.slice(index * LONGEST_PART, (index + 1) * LONGEST_PART),
    partial_message: 'true',
    partial_id: id,
    partial_ordinal: String(index + 1),
    partial_last: String(index + 1 === count),
  }));
}
