import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';
import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';
import type { PlatformUnderTest } from './platform-under-test.ts';

const run = promisify(execFile);
const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const labelValues = z.object({ names: z.array(z.string()).default([]) });

export function profilesSuite(under: PlatformUnderTest): void {
  describe('profiles', () => {
    under.test('the profile store behaves like Pyroscope', async () => {
      const env = { ...process.env, PYROSCOPE_CONTRACT_URL: under.platform.urls.profiles };
      await run(process.execPath, [...JEST, '--config', 'tests/jest/contract.config.js'], { cwd: repository, env });
    });

    under.test('it has profiles of a service', async () => {
      await eventually(async () => ((await profiledServices()).includes('core-api') ? true : undefined), {
        what: 'profiles of core-api',
        timeoutMilliseconds: 40_000,
      });
    });
  });

  async function profiledServices(): Promise<string[]> {
    const response = await fetch(`${under.platform.urls.profiles}/querier.v1.QuerierService/LabelValues`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'service_name', start: Date.now() - 3_600_000, end: Date.now() + 60_000 }),
    });
    return labelValues.parse(await response.json()).names;
  }
}
