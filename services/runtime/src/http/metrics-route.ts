import { metricsHandler, metricsText } from '@cortex/telemetry';
import type { Router } from '@koa/router';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import { mergedMetrics } from './merged-metrics.ts';

const METRICS = 'metrics';

/**
 * What the OTel SDK of this process has measured, in Prometheus' text format; where there are workers, what those of all have, each with
 * the number of its worker as label.
 */
export function metricsRoute(router: Router, questions: WorkerQuestions | undefined): void {
  const serve = metricsHandler();
  questions?.onQuestion(METRICS, (url) => metricsText(url as string));
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
