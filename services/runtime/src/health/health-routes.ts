import type { Router } from '@koa/router';
import type { Context } from 'koa';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import type { Health, HealthReport } from './health.ts';
import { healthOfWorkers } from './health-of-workers.ts';

export interface HealthRoutesOptions {
  health: Health;
  stopping: AbortSignal;
  /** Undefined where there are no other workers. */
  questions?: WorkerQuestions | undefined;
}

const HEALTH = 'health';

/**
 * /health reports the state of the dependencies, /health/live whether the process answers at all, /health/ready whether to send it work. A
 * degraded service stays ready: it still does what it can, and no traffic would mean none of it. So readiness depends on the required
 * dependencies only and does not wait for the others: one that hangs would make all callers of this service report it as unhealthy.
 */
export function healthRoutes(router: Router, { health, stopping, questions }: HealthRoutesOptions): void {
  questions?.onQuestion(HEALTH, health.all);
  router.get('/health', async (ctx) => {
    answer(ctx, questions ? healthOfWorkers(await questions.ask(HEALTH)) : await health.all());
  });
  router.get('/health/live', (ctx) =>
    answer(ctx, { status: 'healthy', checks: {}, timestamp: new Date().toISOString() }),
  );
  router.get('/health/ready', async (ctx) => {
    const current = await health.required();
    answer(ctx, stopping.aborted ? { ...current, status: 'unhealthy' } : current);
  });
}

function answer(ctx: Context, report: HealthReport): void {
  ctx.status = report.status === 'unhealthy' ? 503 : 200;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = report;
}
