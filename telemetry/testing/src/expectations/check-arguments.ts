import { z } from 'zod';
import type { ExpectedLink, ExpectedSpan, Trace } from '../traces/types.ts';

const SPAN_KEYS = 'name, kind, service, status, attributes, links, children';

const link = {
  name: z.union([z.string(), z.instanceof(RegExp)], 'expected a string or a regular expression').optional(),
  kind: z.enum(['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']).optional(),
  service: z.string().optional(),
};

const Link: z.ZodType<ExpectedLink> = z.strictObject(link);

const Span: z.ZodType<ExpectedSpan> = z.strictObject({
  ...link,
  status: z.enum(['UNSET', 'OK', 'ERROR']).optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  links: z.array(Link).optional(),
  children: z.array(z.lazy(() => Span)).optional(),
});

/**
 * Refuses misspelt keys and wrong values: a misspelt key would be ignored, so that any span matches.
 * @throws a TypeError that lists each mistake with its path
 */
export function checkExpected(expected: unknown): asserts expected is ExpectedSpan {
  const { error } = Span.safeParse(expected);
  if (error === undefined) return;
  throw new TypeError(
    `expected a tree of spans with the keys ${SPAN_KEYS}, got ${show(expected)}\n${z.prettifyError(error)}`,
  );
}

/** @throws a TypeError when `received` is not a Trace */
export function checkTrace(received: unknown): asserts received is Trace {
  if (Array.isArray((received as Partial<Trace> | null | undefined)?.roots)) return;
  throw new TypeError(`expected a Trace of @cortex/trace-testing, got ${show(received)}`);
}

function show(value: unknown): string {
  const text = String(JSON.stringify(value, (_, part) => (part instanceof RegExp ? String(part) : part)));
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
