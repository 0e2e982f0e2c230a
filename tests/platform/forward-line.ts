import { FluentClient } from '@fluent-org/logger';

export interface ForwardedLine {
  /** Where the forward protocol is taken: `tcp://host:port`. */
  url: string;
  /** Docker's driver is told to tag a container's lines with the service's name. */
  tag: string;
  line: string;
}

/** Sends a line as Docker's fluentd driver does; resolves when the receiver has acknowledged it. */
export async function forwardLine({ url, tag, line }: ForwardedLine): Promise<void> {
  const { hostname: host, port } = new URL(url);
  const client = new FluentClient(tag, { socket: { host, port: Number(port) }, ack: { ackTimeout: 5000 } });
  await client.emit({ log: line, source: 'stdout', container_name: `/${tag}` });
  await client.disconnect();
}
