import type { BacklogStack } from '../stack.ts';

/** One request to the Collector. */
export interface OtlpRequest {
  path: string;
  contentType: 'application/json' | 'application/x-protobuf';
  body: string | Uint8Array<ArrayBuffer>;
}

/** What a backend has of a backlog. */
export interface Stored {
  /** Items, each counted once. */
  different: number;
  /** Items, counted as often as they are there. */
  all: number;
}

/** Telemetry of one signal on its way to one backend. */
export interface Backlog {
  /** The backend, as a process of the stack. */
  part: 'jaeger' | 'logs' | 'prometheus' | 'profile-store';
  /** The backend in docker-compose.otel.yml. */
  composeService: string;
  /** The exporter's name in the Collector. */
  exporter: string;
  /** Items in place of so many spans. */
  itemsFor(spans: number): number;
  /** @param items to make up, in the order in which they are to be sent */
  requests(items: number): Iterable<OtlpRequest>;
  /** Items that the backend has taken, also more than once. Asked all the time, so it must cost the backend little. */
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
