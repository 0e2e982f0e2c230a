import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inPrometheus } from '@cortex/telemetry-contract';
import { platformContract } from './platform-contract.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

test('constants and tables agree with the contract', async () => {
  await promisify(execFile)('npm', ['run', '--silent', 'contract', '--', '--check'], { cwd: REPOSITORY });
});

test.each(Object.entries(platformContract().metrics))(
  '%s has a name that Prometheus accepts, and that no other metric has',
  (name, metric) => {
    const named = inPrometheus(name, metric);
    expect(named).toMatch(/^[a-z][a-z0-9_]*$/);
    // The guide names metrics as in Prometheus: the translation must not change these names.
    if (/the guide/.test(metric.source)) expect(named).toBe(name);
  },
);
