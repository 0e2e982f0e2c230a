import type { BacklogStack } from '../stack.ts';

/** One request to the Collector. */
export interface OtlpRequest {
  path: string;
  contentType: 'application/json' | 'application/x-protobuf';
  body: string | Uint8Array<ArrayBuffer>;
}

/** What a backend has received of a backlog. */
export interface Stored {
  /** The number of items, without duplicates. */
  different: number;
  /** The number of items, with duplicates. */
  all: number;
}

/** Telemetry of one signal on its way to one backend. */
export interface Backlog {
  /** The backend's process in the stack. */
  part: 'jaeger' | 'logs' | 'prometheus' | 'profile-store';
  /** The backend's service in docker-compose.otel.yml. */
  composeService: string;
  /** The exporter's name in the Collector. */
  exporter: string;
  /** The number of items that corresponds to so many spans. */
  itemsFor(spans: number): number;
  /** @param items the number of items to create, in the order in which they are sent */
  requests(items: number): Iterable<OtlpRequest>;
  /** The number of items that the backend has accepted, including repeated ones. Polled all the time, so it must cost the backend little. */
  taken(stack: BacklogStack): Promise<number>;
  stored(stack: BacklogStack): Promise<Stored>;
}

export const SENDER = 'backlog';

export const asJson = (path: string, body: object): OtlpRequest => ({
  path,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

export function attributes(values: Record<string, string>) {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

export const resource = { attributes: attributes({ 'service.name': SENDER, 'service.instance.id': SENDER }) };
