import type { HealthReport } from './health.ts';
import { healthOfWorkers } from './health-of-workers.ts';

const healthy: HealthReport = { status: 'healthy', checks: { database: 'healthy' }, timestamp: '' };
const degraded: HealthReport = { status: 'degraded', checks: { database: 'unhealthy' }, timestamp: '' };

function of(workers: number, ...reports: HealthReport[]) {
  return healthOfWorkers({ workers, answers: reports.map((answer, index) => ({ worker: index + 1, answer })) });
}

test('is as bad as its worst worker', () => {
  expect(of(2, healthy, healthy)).toMatchObject({
    status: 'healthy',
    checks: { database: 'healthy', workers: 'healthy' },
  });
  for (const reports of [[healthy, degraded] as const, [degraded, healthy] as const])
    expect(of(2, ...reports)).toMatchObject({ status: 'degraded', checks: { database: 'unhealthy' } });
});

test('is degraded while a worker does not answer', () => {
  expect(of(2, healthy)).toMatchObject({ status: 'degraded', checks: { database: 'healthy', workers: 'unhealthy' } });
});
