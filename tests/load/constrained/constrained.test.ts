import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually } from '@cortex/trace-testing';
import { ControlGroup } from '../../platform/limits/control-group.ts';
import { restartIn } from '../../platform/limits/restart-in.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { type CrowdReport, crowd } from './crowd.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const SERVICES = ['core-api', 'memory-service', 'cognition-service'];
/** The limits of each service. */
const LIMITS = { cores: 0.5, mebibytes: 256 };
const CROWD = { users: 40, seconds: 8 };

const missing = ControlGroup.missing();
if (missing) console.warn(`Services with half a core and 256 MB are not tested: ${missing}.`);
const describeWithGroups = missing ? describe.skip : describe;

describeWithGroups('with half a core and 256 MB for each service, under more load than they can carry', () => {
  let platform: StartedProcesses;
  let token: string;
  let free: CrowdReport;
  let constrained: CrowdReport;
  /** How often the kernel held up each service. */
  let throttled: Record<string, number>;
  let pids: { before: number[]; after: number[] };

  beforeAll(async () => {
    platform = await new ProcessRunner().start();
    const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(60_000));
    ({ token } = await client.login(USER));
    const load = { url: platform.urls.coreApi, token, ...CROWD };
    free = await crowd(load);
    using stack = new DisposableStack();
    const groups = SERVICES.map((name) => ({ name, group: stack.use(ControlGroup.create(name, LIMITS)) }));
    for (const { name, group } of groups) await restartIn(group, { name, platform });
    await healthy(platform);
    const before = pidsOf(platform);
    constrained = await crowd(load);
    throttled = Object.fromEntries(groups.map(({ name, group }) => [name, group.throttled()]));
    pids = { before, after: pidsOf(platform) };
  }, 120_000);

  afterAll(() => platform?.stop());

  test('the limits hold every service up', () => {
    for (const name of SERVICES) expect({ name, held: (throttled[name] ?? 0) > 0 }).toEqual({ name, held: true });
  });

  test('inputs are either acknowledged or refused with a Retry-After', () => {
    expect(constrained.inputIds.length).toBeGreaterThan(0);
    expect([...constrained.refusals.keys()].filter((status) => status !== 503 && status !== 429)).toEqual([]);
    expect(constrained.withoutRemedy).toBe(0);
  });

  test('no service dies', () => {
    expect(pids.after).toEqual(pids.before);
    for (const pid of pids.after) expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toMatch(/^\d+ \(.*\) [RSD] /);
  });

  test('no acknowledged input is lost', () => {
    const stored = storedIds(platform.home);
    expect([...free.inputIds, ...constrained.inputIds].filter((id) => !stored.has(id))).toEqual([]);
  });

  test('without the limits everything is as before', async () => {
    const calm = await eventually(
      async () => {
        const report = await crowd({ url: platform.urls.coreApi, token, users: 1, seconds: 0.2 });
        return report.refusals.size === 0 && report.inputIds.length > 0 ? report : undefined;
      },
      { what: 'inputs that are all acknowledged again' },
    );
    expect(calm.refusals.size).toBe(0);
    await healthy(platform);
  });
});

function healthy(platform: StartedProcesses): Promise<true> {
  return eventually(
    async () => {
      const health = (await (await fetch(`${platform.urls.coreApi}/health`)).json()) as { status: string };
      return health.status === 'healthy' || undefined;
    },
    { what: 'core-api and all it needs to be healthy' },
  );
}

function pidsOf(platform: StartedProcesses): number[] {
  return SERVICES.map((name) => platform.pidOf(name));
}

function storedIds(home: string): Set<string> {
  const database = new DatabaseSync(join(home, 'memory.db'), { readOnly: true });
  const rows = database.prepare('select input_id from user_history').all() as { input_id: string }[];
  database.close();
  return new Set(rows.map(({ input_id: id }) => id));
}
