import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { type LoadRuns, loadRuns } from '../questions/load-runs.ts';
import { answerRoute } from './answer.ts';

/** The folder of load results and its content; empty when no folder is configured. */
export type LoadAnswer = { folder?: undefined } | ({ folder: string } & LoadRuns);

/** Serves the results of `npm run load`. */
export function loadRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/load',
    /** The file of a run; the newest when left out. */
    asked: z.object({ run: z.string().max(300).optional() }),
    context,
    answer: async ({ run }, { loadFolder: folder }): Promise<LoadAnswer> =>
      folder === undefined ? {} : { folder, ...(await loadRuns(folder, run)) },
  });
}
