import type { Router } from '@koa/router';
import { z } from 'zod';
import { type DashboardFiles, readDashboards } from '../backends/dashboard-files.ts';
import type { ToolContext } from '../mcp/tool.ts';
import type { Dashboard } from '../model/dashboards/dashboard.ts';
import { cut } from '../model/format/text.ts';
import { QuestionError } from '../questions/question-error.ts';
import { answerRoute } from './answer.ts';

export type DashboardSummary = Pick<Dashboard, 'uid' | 'title' | 'description' | 'tags'>;

/** The folder of dashboards and its content; empty when no folder is configured. */
export type DashboardsAnswer =
  | { folder?: undefined }
  | { folder: string; dashboards: DashboardSummary[]; spoilt: DashboardFiles['spoilt'] };

export type DashboardAnswer = Dashboard;

const LONGEST_UID = 200;

/** Serves the list of dashboards, from the files that Grafana reads, and single ones. */
export function dashboardsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/dashboards',
    asked: z.object({}),
    context,
    answer: async (_asked, { dashboardsFolder: folder }): Promise<DashboardsAnswer> => {
      if (folder === undefined) return {};
      const { dashboards, spoilt } = await readDashboards(folder);
      return { folder, dashboards: dashboards.map(summaryOf), spoilt };
    },
  });
  answerRoute(router, {
    path: '/api/dashboards/:uid',
    asked: z.object({ uid: z.string().max(LONGEST_UID) }),
    context,
    answer: async ({ uid }, { dashboardsFolder: folder }): Promise<DashboardAnswer> => {
      const { dashboards } = folder === undefined ? { dashboards: [] } : await readDashboards(folder);
      const found = dashboards.find((one) => one.uid === uid);
      if (found === undefined) throw new QuestionError(`There is no dashboard "${cut(uid, LONGEST_UID)}".`);
      return found;
    },
  });
}

function summaryOf({ uid, title, description, tags }: Dashboard): DashboardSummary {
  return { uid, title, description, tags };
}
