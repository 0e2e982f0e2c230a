import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { toAlert } from '../mcp/tools/list-alerts.ts';
import type { ObjectiveState } from '../model/alerts/objective-state.ts';
import { healthOf, type Part } from '../questions/health.ts';
import { objectivesOf } from '../questions/objectives.ts';
import { type ServiceRed, servicesRed } from '../questions/services-red.ts';
import { type WhatsWrong, whatsWrong } from '../questions/whats-wrong.ts';
import { answerRoute } from './answer.ts';
import { type Range, range, rangeOf } from './range.ts';

export interface HealthAnswer {
  parts: Part[];
}

export interface ServicesRedAnswer extends Range {
  services: ServiceRed[];
}

export interface ObjectivesAnswer {
  objectives: ObjectiveState[];
}

export interface AttentionAnswer extends Omit<WhatsWrong, 'alerts' | 'calls' | 'notKnown'> {
  alerts: ReturnType<typeof toAlert>[];
}

const MOST_OPERATIONS = 10;
const MOST_TRACES = 10;

/** Serves the overview in four answers, so that one that takes long, or whose backend is away, does not hold up the others. */
export function overviewRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/overview/health',
    asked: z.object({}),
    context,
    answer: async (_, { backends }): Promise<HealthAnswer> => ({ parts: await healthOf(backends) }),
  });
  answerRoute(router, {
    path: '/api/overview/services',
    asked: z.object(range),
    context,
    answer: async (asked, { backends }): Promise<ServicesRedAnswer> => {
      const looked = rangeOf(asked);
      return { services: await servicesRed(backends.prometheus, looked), ...looked };
    },
  });
  answerRoute(router, {
    path: '/api/overview/objectives',
    asked: z.object(range),
    context,
    answer: async (asked, { backends }): Promise<ObjectivesAnswer> => ({
      objectives: await objectivesOf(backends.prometheus, rangeOf(asked)),
    }),
  });
  answerRoute(router, {
    path: '/api/overview/attention',
    asked: z.object({ minutes: z.coerce.number().int().min(1).max(1440).default(15) }),
    context,
    answer: async ({ minutes }, { backends }): Promise<AttentionAnswer> => {
      const { alerts, operations, traces, notSearched, away } = await whatsWrong(backends, minutes);
      return {
        alerts: alerts.map(toAlert),
        operations: operations.slice(0, MOST_OPERATIONS),
        traces: traces.slice(0, MOST_TRACES),
        notSearched,
        away,
      };
    },
  });
}
