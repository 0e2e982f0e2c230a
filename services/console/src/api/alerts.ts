import { validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import type { Silence } from '../backends/alertmanager.ts';
import type { ToolContext } from '../mcp/tool.ts';
import { cut, shortened } from '../model/format/text.ts';
import { type AlertGraph, alertGraph } from '../questions/alerts/alert-graph.ts';
import { type AllAlerts, allAlerts, type KnownAlert } from '../questions/alerts/all-alerts.ts';
import { answerRoute, doRoute } from './answer.ts';
import { jsonInUrl } from './json-in-url.ts';
import { type Range, range, rangeOf } from './range.ts';

export type AlertsAnswer = AllAlerts & {
  /** Whether alerts were left out. */
  isCut: boolean;
};

export type AlertGraphAnswer = AlertGraph & Range;

const MOST_ALERTS = 500;
const MOST_SILENCES = 500;
const MOST_LABELS = 64;
/** Labels are not cut further, because a silence needs them whole. */
const LONGEST_LABEL = 4000;
const LONGEST_TEXT = 1000;
const MOST_MINUTES = 3 * 24 * 60;
const MINUTE_MILLISECONDS = 60_000;
const CREATED_BY = 'Cortex console';
const ID = /^[0-9a-f-]{36}$/;

const labels = z
  .record(z.string().min(1).max(200), z.string().max(LONGEST_LABEL))
  .refine((given) => Object.keys(given).length <= MOST_LABELS, `expected at most ${MOST_LABELS} labels`);

const labelsOfUrl = jsonInUrl(labels, 'labels such as {"job":"shop"}');

const silence = z.strictObject({
  labels: labels.refine((given) => (given.alertname ?? '') !== '', 'expected the label alertname'),
  comment: z.string().trim().min(1, 'expected why it is silenced').max(1000),
  minutes: z.number().int().min(1).max(MOST_MINUTES, `expected at most ${MOST_MINUTES} minutes, which are three days`),
});

/** Serves the alerts with their graphs, and their silences: the only thing that the page can change. */
export function alertsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/alerts',
    asked: z.object({}),
    context,
    answer: async (_, { backends }): Promise<AlertsAnswer> => {
      const { alerts, silences, away } = await allAlerts(backends);
      return {
        alerts: alerts.slice(0, MOST_ALERTS).map(boundedAlert),
        silences: silences.slice(0, MOST_SILENCES).map(boundedSilence),
        away,
        isCut: alerts.length > MOST_ALERTS,
      };
    },
  });
  answerRoute(router, {
    path: '/api/alerts/:name/graph',
    asked: z.object({ ...range, name: z.string(), labels: labelsOfUrl }),
    context,
    answer: async ({ name, labels: own, ...time }, { backends }): Promise<AlertGraphAnswer> => {
      const looked = rangeOf(time);
      return { ...(await alertGraph(backends.prometheus, { name, labels: own, ...looked })), ...looked };
    },
  });
  doRoute(router, {
    path: '/api/silences',
    context,
    act: async ({ request: { body } }, { backends }) => {
      const { labels: given, comment, minutes } = validate(silence, body ?? {});
      const now = Date.now();
      const matchers = Object.entries(given).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
      const id = await backends.alertmanager.silence({
        matchers,
        startsAt: new Date(now).toISOString(),
        endsAt: new Date(now + minutes * MINUTE_MILLISECONDS).toISOString(),
        createdBy: CREATED_BY,
        comment,
      });
      return { id };
    },
  });
  doRoute(router, {
    path: '/api/silences/:id/end',
    context,
    act: async ({ params }, { backends }) => {
      const { id } = validate(z.object({ id: z.string().regex(ID, 'expected the id of a silence') }), params);
      await backends.alertmanager.endSilence(id);
      return { id };
    },
  });
}

function boundedAlert(alert: KnownAlert): KnownAlert {
  return {
    ...alert,
    labels: boundedTexts(alert.labels, LONGEST_LABEL),
    annotations: boundedTexts(alert.annotations, LONGEST_TEXT),
  };
}

function boundedSilence({ comment, ...others }: Silence): Silence {
  return { ...others, comment: cut(comment, LONGEST_TEXT), createdBy: cut(others.createdBy, LONGEST_TEXT) };
}

function boundedTexts(texts: Record<string, string>, longest: number): Record<string, string> {
  const some = Object.entries(texts).slice(0, MOST_LABELS);
  return Object.fromEntries(some.map(([name, value]) => [name, shortened(value, longest)]));
}
