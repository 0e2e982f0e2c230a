import { z } from 'zod';
import type { Alert } from '../../backends/alertmanager.ts';
import { printable, shortened } from '../../model/text.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { pageOf } from '../../questions/page.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2700;
const LONGEST_SUMMARY = 300;
const MOST_LINES = 8;

export const alert = z.object({
  name: z.string(),
  severity: z.string().optional(),
  summary: z.string(),
  since: z.string(),
  state: z.string(),
  labels: z.record(z.string(), z.string()),
  runbook: z.string().optional(),
});

export const listAlertsTool = defineTool({
  name: 'list_alerts',
  title: 'List alerts',
  description:
    'The alerts that fire, the newest first, with what they say, their labels and the runbook. find_traces with the service of the labels leads to the requests behind one.',
  input: z.object({ limit: z.number().int().min(1).max(100).default(20), cursor: z.string().optional() }),
  output: z.object({ alerts: z.array(alert), found: z.number(), nextCursor: z.string().optional() }),
  answer: async ({ limit, cursor }, { backends }) => {
    const all = (await backends.alertmanager.alerts()).map(toAlert).sort((a, b) => (a.since < b.since ? 1 : -1));
    const { items, nextCursor } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = items
      .slice(0, MOST_LINES)
      .map(({ name, severity, summary }) => `${name} (${severity ?? 'no severity'}): ${summary}`.slice(0, 140));
    return {
      data: { alerts: items, found: all.length, ...(nextCursor !== undefined && { nextCursor }) },
      text: items.length === 0 ? 'No alert fires.' : lines.join('\n'),
    };
  },
});

export function toAlert({ labels, annotations, startsAt, status }: Alert): z.output<typeof alert> {
  const { alertname = '', severity, ...others } = labels;
  const { summary = annotations.description ?? '', runbook_url: runbook } = annotations;
  return {
    name: clean(alertname),
    ...(severity !== undefined && { severity: clean(severity) }),
    summary: shortened(printable(summary), LONGEST_SUMMARY),
    since: startsAt,
    state: clean(status.state),
    labels: Object.fromEntries(Object.entries(others).map(([name, value]) => [clean(name), clean(value)])),
    ...(runbook !== undefined && { runbook: clean(runbook) }),
  };
}
