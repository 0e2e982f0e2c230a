import type { Answers } from '../process/worker-questions.ts';
import type { HealthReport, HealthStatus } from './health.ts';

/** From best to worst. */
const STATUSES = ['healthy', 'degraded', 'unhealthy'] as const satisfies HealthReport['status'][];

/** The report on a service with several workers: for each dependency the worst state that a worker reports, and whether all workers answer. */
export function healthOfWorkers({ answers, workers }: Answers): HealthReport {
  const reports = answers.map(({ answer }) => answer as HealthReport);
  const checks: Record<string, HealthStatus> = {};
  for (const report of reports)
    for (const [name, status] of Object.entries(report.checks)) if (checks[name] !== 'unhealthy') checks[name] = status;
  const isComplete = reports.length === workers;
  checks.workers = isComplete ? 'healthy' : 'unhealthy';
  const statuses = [...reports.map(({ status }) => status), isComplete ? 'healthy' : 'degraded'] as const;
  return {
    status: STATUSES.findLast((status) => statuses.includes(status)) ?? 'unhealthy',
    checks,
    timestamp: new Date().toISOString(),
  };
}
