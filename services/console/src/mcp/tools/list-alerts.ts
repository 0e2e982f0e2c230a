import { z } from 'zod';
import type { Alert } from '../../backends/alertmanager.ts';
import { printable, shortened, shortName } from '../../model/format/text.ts';
import { pageOf } from '../../questions/page.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { textValues } from '../text-values.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2700;
const LONGEST_SUMMARY = 300;

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
    'Firing alerts, the newest first, with their summaries, labels and runbooks. find_traces with the service in the labels finds the requests behind an alert.',
  input: z.strictObject(pageInput(20, 100)),
  output: z.object({ alerts: z.array(alert), found: z.number(), ...pageOutput }),
  answer: async ({ limit, cursor }, { backends, links }) => {
    const all = (await backends.alertmanager.alerts()).map(toAlert).sort((a, b) => (a.since < b.since ? 1 : -1));
    const { items: alerts, ...next } = pageOf(all, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = alerts.map(({ name, severity, summary }) => `${name} (${severity ?? 'no severity'}): ${summary}`);
    return {
      data: { alerts, found: all.length, ...next },
      lines: lines.length === 0 ? ['No alert is firing.'] : lines,
      link: links.overview(),
    };
  },
});

export function toAlert({ labels, annotations, startsAt, status }: Alert): z.output<typeof alert> {
  const { alertname = '', severity, ...others } = labels;
  const { summary = annotations.description ?? '', runbook_url: runbook } = annotations;
  return {
    name: shortName(alertname),
    ...(severity !== undefined && { severity: shortName(severity) }),
    summary: shortened(printable(summary), LONGEST_SUMMARY),
    since: startsAt,
    state: shortName(status.state),
    labels: textValues(others),
    ...(runbook !== undefined && { runbook: shortName(runbook) }),
  };
}
