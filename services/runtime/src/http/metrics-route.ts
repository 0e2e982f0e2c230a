import { metricsHandler, metricsText } from '@cortex/telemetry';
import type { Router } from '@koa/router';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import { mergedMetrics } from './merged-metrics.ts';

/** The question to all processes of a service. */
export const METRICS = 'metrics';

/** What this process answers to {@link METRICS}. @param url of the request, whose query may select metrics */
export function ownMetrics(url: unknown): Promise<string> {
  return metricsText(url as string);
}

/**
 * What the OTel SDK of this process has measured, in Prometheus' text format; where there are workers, what those of all have, each with
 * the number of its worker as label, and 0 for the first process.
 */
export function metricsRoute(router: Router, questions: WorkerQuestions | undefined): void {
  const serve = metricsHandler();
  questions?.onQuestion(METRICS, ownMetrics);
  router.get('/metrics', async (ctx) => {
    if (!questions) {
      ctx.respond = false;
      return serve(ctx.req, ctx.res);
    }
    const { answers } = await questions.ask(METRICS, ctx.url);
    ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
    ctx.body = mergedMetrics(answers.map(({ worker, answer }) => ({ worker, text: answer as string })));
  });
}
