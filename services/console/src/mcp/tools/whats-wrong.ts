import { z } from 'zod';
import { counted, duration, printable, shortened, shortName } from '../../model/format/text.ts';
import type { FoundTrace } from '../../questions/find-traces.ts';
import { notSearchedText } from '../../questions/not-searched-text.ts';
import { firstOf } from '../../questions/page.ts';
import { type WorseOperation, whatsWrong } from '../../questions/whats-wrong.ts';
import { defineTool } from '../tool.ts';
import { alert, toAlert } from './list-alerts.ts';

/** The room for each kind: list_alerts, list_operations and find_traces return all. */
const ROOM = { most: 6, mostBytes: 800 };
const MOST_FAILED = 3;
const LONGEST_REASON = 200;

const operation = z.object({
  operation: z.string(),
  kind: z.string(),
  reason: z.enum(['fails', 'slower']),
  calls: z.number(),
  failures: z.number(),
  p95Ms: z.number().optional(),
  p95MsBefore: z.number().optional(),
});
const request = z.object({
  traceId: z.string(),
  request: z.string(),
  milliseconds: z.number(),
  failed: z.boolean(),
});
const output = z.object({
  verdict: z.string(),
  alerts: z.array(alert.omit({ labels: true, state: true })),
  operations: z.array(operation),
  requests: z.array(request).describe('failed ones, then the slowest of the others; pass one to explain_trace'),
  away: z.array(z.string()).describe('backends that could not be reached'),
});

export const whatsWrongTool = defineTool({
  name: 'whats_wrong',
  title: 'What is wrong now?',
  description:
    'What needs attention now: firing alerts, operations that fail or became slower than in the hour before, failed and slowest requests, and backends that are away. Call this first.',
  input: z.strictObject({ minutes: z.number().int().min(1).max(1440).default(15).describe('how far to look back') }),
  output,
  answer: async ({ minutes }, { backends, links }) => {
    const { alerts, operations, traces, notSearched, calls, away, notKnown } = await whatsWrong(backends, minutes);
    const failed = traces.filter((trace) => trace.failed).length;
    const wrong = [
      alerts.length > 0 && (alerts.length === 1 ? '1 alert fires' : `${counted(alerts.length, 'alert')} fire`),
      operations.length > 0 &&
        (operations.length === 1
          ? '1 operation fails or became slower'
          : `${counted(operations.length, 'operation')} fail or became slower`),
      failed > 0 && `${counted(failed, 'request')} failed`,
    ].filter((text) => text !== false);
    const well = calls === 0 ? 'No request was seen' : `Nothing seems wrong in ${counted(calls, 'request')}`;
    const known = `${wrong.length > 0 ? wrong.join(', ') : well} within ${counted(minutes, 'minute')}.`;
    // Parts that could not be checked must not be taken for healthy.
    const verdict = [...notKnown, ...notSearchedText(notSearched), known].join(' ');
    const data = {
      verdict,
      alerts: firstOf(
        alerts.map(toAlert).map(({ labels: _, state: __, ...one }) => one),
        ROOM,
      ),
      operations: firstOf(operations.map(toOperation), ROOM),
      requests: firstOf(toLookAt(traces).map(toRequest), ROOM),
      away: firstOf(
        away.map((reason) => shortened(printable(reason), LONGEST_REASON)),
        ROOM,
      ),
    };
    return { data, lines: [verdict, ...linesOf(data)], link: links.overview() };
  },
});

function toOperation(one: WorseOperation): z.output<typeof operation> {
  return {
    operation: `${shortName(one.service)} ${shortName(one.name)}`,
    kind: shortName(one.kind),
    reason: one.reason,
    calls: one.calls,
    failures: one.failures,
    ...(one.p95Milliseconds !== undefined && { p95Ms: one.p95Milliseconds }),
    ...(one.p95MillisecondsBefore !== undefined && { p95MsBefore: one.p95MillisecondsBefore }),
  };
}

/** Limits failed requests, so that many of them do not hide slow ones. @param traces failed ones and then the others, slowest first */
function toLookAt(traces: readonly FoundTrace[]): FoundTrace[] {
  const failed = traces.filter((trace) => trace.failed);
  const others = traces.slice(failed.length);
  return [...failed.slice(0, MOST_FAILED), ...others, ...failed.slice(MOST_FAILED)];
}

function toRequest({ traceId, service, operation, milliseconds, failed }: FoundTrace) {
  return { traceId, request: `${shortName(service)} ${shortName(operation)}`, milliseconds, failed };
}

function linesOf({ alerts, operations, requests, away }: z.output<typeof output>): string[] {
  return [
    ...away,
    ...alerts.map(({ name, summary }) => `Alert ${name}: ${summary}`),
    ...operations.map(({ operation, reason, failures, calls, p95Ms = 0 }) =>
      reason === 'fails'
        ? `${operation}: ${failures} of ${calls} failed`
        : `${operation}: p95 is ${duration(p95Ms)}, was less than half`,
    ),
    ...requests.map(
      ({ traceId, request, milliseconds, failed }) =>
        `${traceId} ${duration(milliseconds)}${failed ? ' FAILED' : ''} ${request}`,
    ),
  ];
}
