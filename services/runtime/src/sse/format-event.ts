export interface ServerSentEvent {
  /** What a client sends back as Last-Event-ID; one line. */
  id?: string;
  /** Event type; default `message`. One line. */
  event?: string;
  /** Sent as JSON. */
  data: unknown;
}

/** The event as it goes over the wire (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export function formatEvent({ id, event, data }: ServerSentEvent): Buffer {
  const lines = [...field('id', id), ...field('event', event), ...field('data', JSON.stringify(data))];
  return Buffer.from(`${lines.join('\n')}\n\n`);
}

function field(name: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  if (/[\r\n\0]/.test(value)) throw new Error(`The ${name} of a server-sent event must be one line`);
  return [`${name}: ${value}`];
}
