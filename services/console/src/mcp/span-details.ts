import type { SpanNode } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { printable, shortened, shortName } from '../model/format/text.ts';
import { firstOf, type PageOptions, pageOf } from '../questions/page.ts';
import { textEntries, textValues } from './text-values.ts';

const MOST_ATTRIBUTE_BYTES = 1300;
const MOST_RESOURCE_BYTES = 500;
const MOST_EVENT_BYTES = 900;
const MOST_LINK_BYTES = 200;
const LONGEST_VALUE = 200;
const values = z.record(z.string(), z.string());

/** Everything about a span besides its line. */
export const spanDetails = z.object({
  attributes: values,
  resource: values.optional(),
  events: z.array(z.object({ name: z.string(), atMs: z.number(), attributes: values })).optional(),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).optional(),
  more: z.string().optional().describe('what there was no room for'),
  statusMessage: z.string().optional(),
});

interface DetailOptions extends Omit<PageOptions, 'mostBytes'> {
  /** The begin of the trace, in microseconds. */
  begin: number;
}

/** The attributes in pages. The first page also has everything else. */
export function detailsOf(span: SpanNode, { begin, ...page }: DetailOptions) {
  const all = textEntries(span.attributes, LONGEST_VALUE);
  const { items, ...next } = pageOf(all, { ...page, mostBytes: MOST_ATTRIBUTE_BYTES });
  const rest = page.cursor === undefined ? restOf(span, begin) : {};
  return { span: { attributes: Object.fromEntries(items), ...rest }, ...next };
}

function restOf({ resource, events, links, statusMessage }: SpanNode, begin: number) {
  const happened = firstOf(
    events.map(({ name, timeMicroseconds, attributes }) => ({
      name: shortName(name),
      atMs: (timeMicroseconds - begin) / 1000,
      attributes: textValues(attributes, { longest: LONGEST_VALUE, mostBytes: MOST_EVENT_BYTES / 2 }),
    })),
    { mostBytes: MOST_EVENT_BYTES },
  );
  const linked = firstOf(
    links.map((link) => ({ traceId: shortName(link.traceId), spanId: shortName(link.spanId) })),
    { mostBytes: MOST_LINK_BYTES },
  );
  const more = [
    events.length > happened.length && `${events.length - happened.length} events`,
    links.length > linked.length && `${links.length - linked.length} links`,
  ].filter((text) => text !== false);
  return {
    resource: textValues(resource, { mostBytes: MOST_RESOURCE_BYTES }),
    events: happened,
    links: linked,
    ...(more.length > 0 && { more: more.join(', ') }),
    ...(statusMessage !== undefined && { statusMessage: shortened(printable(statusMessage), LONGEST_VALUE) }),
  };
}
