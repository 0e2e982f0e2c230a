import type { Router } from '@koa/router';
import type { Context } from 'koa';
import type { HealthReport } from './health.ts';

export interface HealthRoutesOptions {
  report(): Promise<HealthReport>;
  stopping: AbortSignal;
}

/**
 * /health tells about the dependencies, /health/live whether the process answers at all, /health/ready whether to send it work. A
 * degraded service is to be sent work: it does what it can without the dependency, and taking it away would take that too.
 */
export function healthRoutes(router: Router, { report, stopping }: HealthRoutesOptions): void {
  router.get('/health', async (ctx) => answer(ctx, await report()));
  router.get('/health/live', (ctx) =>
    answer(ctx, { status: 'healthy', checks: {}, timestamp: new Date().toISOString() }),
  );
  router.get('/health/ready', async (ctx) => {
    const current = await report();
    answer(ctx, stopping.aborted ? { ...current, status: 'unhealthy' } : current);
  });
}

function answer(ctx: Context, report: HealthReport): void {
  ctx.status = report.status === 'unhealthy' ? 503 : 200;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = report;
}
