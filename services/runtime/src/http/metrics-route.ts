import { metricsHandler, metricsText } from '@cortex/telemetry';
import type { Router } from '@koa/router';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import { mergedMetrics } from './merged-metrics.ts';

/** The topic of the question to all processes of a service. */
export const METRICS = 'metrics';

/** This process's answer to {@link METRICS}. @param url URL of the request, whose query may select metrics */
export function ownMetrics(url: unknown): Promise<string> {
  return metricsText(url as string);
}

/**
 * Serves the measurements of this process's OpenTelemetry SDK in Prometheus' text format. With workers, it serves those of all processes,
 * each with the number of its worker as a label; 0 is the first process.
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
