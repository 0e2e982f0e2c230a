export interface ServerSentEvent {
  /** The client sends it back as Last-Event-ID; one line. */
  id?: string;
  /** Event type; default `message`. One line. */
  event?: string;
  /** Sent as JSON; without it the client only takes over the id. */
  data?: unknown;
}

/** Caches the last event that has an id. */
let latest: { event: ServerSentEvent; frame: Buffer } | undefined;

/**
 * Formats an event as sent over the wire (https://html.spec.whatwg.org/multipage/server-sent-events.html). An event for many streams is
 * formatted once, and all their queues share one buffer.
 */
export function formatEvent(event: ServerSentEvent): Buffer {
  if (event.id === undefined) return format(event);
  if (latest === undefined || !isSame(event, latest.event)) latest = { event, frame: format(event) };
  return latest.frame;
}

function isSame({ id, event, data }: ServerSentEvent, other: ServerSentEvent): boolean {
  return id === other.id && event === other.event && data === other.data;
}

function format({ id, event, data }: ServerSentEvent): Buffer {
  const lines = [...field('id', id), ...field('event', event), ...field('data', JSON.stringify(data))];
  return Buffer.from(`${lines.join('\n')}\n\n`);
}

function field(name: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  if (/[\r\n\0]/.test(value)) throw new Error(`The ${name} of a server-sent event must be one line`);
  return [`${name}: ${value}`];
}
