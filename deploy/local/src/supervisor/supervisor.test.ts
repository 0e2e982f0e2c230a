import {
  type DisposableTempDir,
  existsSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { lowerPriority } from '../machine/lower-priority.ts';
import { identify } from '../machine/process-identity.ts';
import { crash, eventsOf, patience, serverProcess } from '../testing/server-process.ts';
import type { ProcessDefinition } from './process-definition.ts';
import type { SupervisedProcess } from './supervised-process.ts';
import { Supervisor, type SupervisorOptions } from './supervisor.ts';

let home: DisposableTempDir;
let said: string[];
let seen: readonly SupervisedProcess[];
let onSaid: (line: string) => void;
let running: Supervisor | undefined;

beforeEach(() => {
  home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  said = [];
  onSaid = () => {};
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  home[Symbol.dispose]();
});

async function start(definitions: ProcessDefinition[], options: Partial<SupervisorOptions> = {}): Promise<Supervisor> {
  running = await Supervisor.start(definitions, {
    say: (line) => {
      said.push(line);
      onSaid(line);
    },
    onChange: (processes) => {
      seen = processes;
    },
    signal: new AbortController().signal,
    hurry: new AbortController().signal,
    backoff: () => 1,
    ...options,
  });
  return running;
}

function untilSaid(pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    onSaid = (line) => {
      if (pattern.test(line)) resolve(line);
    };
  });
}

function pids(): number[] {
  return seen.flatMap(({ identity }) => identity?.pid ?? []);
}

const server = (name: string, options: Partial<Parameters<typeof serverProcess>[0]> = {}) =>
  serverProcess({ home: home.path, name, ...options });

describe('starting', () => {
  test('goes tier by tier whatever the order of the definitions, each when the one before is ready', async () => {
    await start([
      await server('api', { tier: 'service' }),
      await server('hub', { tier: 'collector' }),
      await server('store', { tier: 'backend' }),
    ]);
    const first = [...new Set(eventsOf(home.path))];
    expect(first).toEqual(['start store', 'ready store', 'start hub', 'ready hub', 'start api', 'ready api']);
  });

  test('asks whether a process is ready only when those that it needs are', async () => {
    const slow = await server('slow', { before: 'for (const end = Date.now() + 200; Date.now() < end; );' });
    await start([slow, await server('quick', { readyAfter: ['slow'] })]);
    const events = eventsOf(home.path);
    expect(events.indexOf('ready quick')).toBeGreaterThan(events.indexOf('ready slow'));
  });

  test('fails with the last lines of a process that ends before it is ready, and stops the others', async () => {
    const good = await server('good', { tier: 'backend' });
    const bad = await server('bad', { before: 'console.error("no such table"); process.exit(3)' });
    await expect(start([good, bad])).rejects.toThrow(
      /^bad ended before it was ready \(exit code 3\)\.\nIts last lines:\n {4}no such table\nIts log: .*bad\.log$/,
    );
    expect(pids()).toEqual([]);
    expect(eventsOf(home.path)).toContain('stop good');
  });

  test('names all processes that ended, including those that wait for another', async () => {
    const ends = (word: string) => `console.error(${JSON.stringify(word)}); process.exit(3)`;
    const fault: Error = await start([
      await server('store', { before: ends('no A') }),
      await server('fine', { readyAfter: ['store'] }),
      await server('api', { before: ends('no B'), readyAfter: ['store', 'fine'] }),
    ]).then(undefined as never, (error) => error);
    expect(fault.message.match(/^\w+ ended|no ./gm)?.toSorted()).toEqual(['api ended', 'no A', 'no B', 'store ended']);
    expect(pids()).toEqual([]);
  });

  test('shows only what the current run wrote', async () => {
    const bad = await server('bad', { before: 'console.error("line of pid " + process.pid); process.exit(3)' });
    await expect(start([bad])).rejects.toThrow();
    const fault: Error = await start([bad]).then(undefined as never, (error) => error);
    expect(fault.message.match(/line of pid/g)).toHaveLength(1);
    expect(readFileSync(bad.logFile, 'utf8').match(/line of pid/g)).toHaveLength(2);
  });

  test('names a command that does not exist', async () => {
    const definition = { ...(await server('ghost')), command: '/no/such/command' };
    await expect(start([definition])).rejects.toThrow(
      /ghost ended before it was ready \(spawn \/no\/such\/command ENOENT\)/,
    );
  });

  test('ends a process that never becomes ready', async () => {
    const before = "require('node:http').createServer = () => ({ listen: () => setInterval(() => {}, 1000) });";
    const definition = await server('mute', { before });
    await expect(start([definition], { readyWithinMilliseconds: 300 })).rejects.toThrow(
      'mute was not ready within 0.3 s.\nIt wrote nothing.',
    );
    expect(pids()).toEqual([]);
  });

  test('does not wait for a backend that is not ready in time, which becomes ready later', async () => {
    const go = `${home.path}/go`;
    const before = `while (!require('node:fs').existsSync(${JSON.stringify(go)})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);`;
    const late = await server('late', { tier: 'backend', before });
    const supervisor = await start([late, await server('api')], { readyWithinMilliseconds: 2_000 });
    expect(supervisor.missing).toEqual(['late']);
    expect(said.join('\n')).toMatch(/^late was not ready within 2\.0 s\.[\s\S]*The stack starts without it\./);
    const ready = untilSaid(/ready now/);
    writeFileSync(go, '');
    await ready;
    expect(supervisor.missing).toEqual([]);
  });

  test('restarts an optional process that fails at its start, while the others keep running', async () => {
    const go = `${home.path}/go`;
    const before = `if (!require('node:fs').existsSync(${JSON.stringify(go)})) { console.error('no page'); process.exit(4); }`;
    const page = await server('page', { isOptional: true, before });
    const again = untilSaid(/^page did not come back|^page ended/);
    const supervisor = await start([page, await server('api')]);
    expect(supervisor.missing).toEqual(['page']);
    expect(said[0]).toMatch(
      /^page ended before it was ready \(exit code 4\)\.[\s\S]*no page[\s\S]*\nThe stack starts without it\.$/,
    );
    await again;
    const ready = untilSaid(/^page is ready again/);
    writeFileSync(go, '');
    await ready;
    expect(supervisor.missing).toEqual([]);
  });

  test('restarts a backend that ends, beside the others', async () => {
    const marker = `${home.path}/once`;
    const before = `if (!require('node:fs').existsSync(${JSON.stringify(marker)})) { require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); process.exit(4); }`;
    const ready = untilSaid(/^store is ready again/);
    await start([await server('store', { tier: 'backend', before }), await server('api')]);
    await ready;
    expect(said[0]).toMatch(/^store ended before it was ready \(exit code 4\)/);
    expect(pids()).toHaveLength(2);
  });

  test('can be interrupted in the middle of a recovery', async () => {
    const abort = new AbortController();
    const recover = () => {
      abort.abort(new Error('enough'));
      return 'moved the store away';
    };
    const store = { ...(await server('store', { tier: 'backend', before: 'process.exit(4);' })), recover };
    await expect(start([store], { signal: abort.signal })).rejects.toThrow('enough');
    expect(pids()).toEqual([]);
  });

  test('can be interrupted, and leaves nothing running', async () => {
    const abort = new AbortController();
    const onChange = (processes: readonly SupervisedProcess[]) => {
      seen = processes;
      if (processes.length > 0) abort.abort(new Error('enough'));
    };
    await expect(start([await server('one')], { signal: abort.signal, onChange })).rejects.toThrow('enough');
    expect(pids()).toEqual([]);
  });
});

describe('the memory of a process', () => {
  const before = 'new ArrayBuffer(5 * 1024 ** 3);';

  test('is limited if it receives telemetry', async () => {
    const ended = untilSaid(/^store ended/);
    await start([await server('store', { tier: 'backend', before }), await server('api')]);
    expect(await ended).toContain('Array buffer allocation failed');
  });

  test('is not limited if it is a service', async () => {
    await start([await server('api', { before })]);
    expect(pids()).toHaveLength(1);
  });
});

describe('the priority of a process', () => {
  const priorityOf = (pid: number) => getPriority(pid) - getPriority();

  test('is lower if it only displays telemetry', async () => {
    await start([await server('page', { isOptional: true }), await server('api')]);
    expect(pids().map(priorityOf)).toEqual([5, 0]);
  });

  test('is lower if it receives telemetry, in each of its runs', async () => {
    const store = await server('store', { tier: 'backend' });
    await start([store, await server('hub', { tier: 'collector' }), await server('api', { tier: 'service' })]);
    expect(pids().map(priorityOf)).toEqual([10, 5, 0]);
    const ready = untilSaid(/ready again/);
    await crash(store);
    await ready;
    expect(pids().map(priorityOf)).toEqual([10, 5, 0]);
  });

  test('is lower for all its threads and, where the kernel groups by session, for its session', async () => {
    await start([await server('store', { tier: 'backend' })]);
    const [pid = 0] = pids();
    expect(new Set(readdirSync(`/proc/${pid}/task`).map(Number).map(priorityOf))).toEqual(new Set([10]));
    const session = `/proc/${pid}/autogroup`;
    const isLowered = () => readFileSync(session, 'utf8').endsWith(' nice 10\n');
    await eventually(() => !existsSync(session) || isLowered(), { what: 'the priority of the session' });
  });

  test('of one that is already gone causes no error', async () => {
    await expect(lowerPriority(2 ** 22, 10)).resolves.toBeUndefined();
  });
});

describe('a process that dies', () => {
  test('is restarted, with a message about how it ended', async () => {
    const definition = await server('api');
    await start([definition]);
    const [before] = pids();
    const ended = untilSaid(/ended/);
    await crash(definition);
    expect(await ended).toContain('api ended (exit code 7); starting it again in 0.0 s');
    await untilSaid(/ready again/);
    expect(pids()).toHaveLength(1);
    expect(pids()).not.toEqual([before]);
    expect((await fetch(definition.readinessUrl)).status).toBe(200);
  });

  test('is restarted after a longer wait each time', async () => {
    const definition = await server('api');
    const deaths: number[] = [];
    await start([definition], { backoff: (death) => deaths.push(death) });
    for (let death = 1; death <= 3; death++) {
      const ready = untilSaid(/ready again/);
      await crash(definition);
      await ready;
    }
    expect(deaths).toEqual([1, 2, 3]);
  });

  test('is restarted after a short wait again once it was steady', async () => {
    const definition = await server('api');
    const deaths: number[] = [];
    await start([definition], { backoff: (death) => deaths.push(death), steadyAfterMilliseconds: 0 });
    for (let death = 1; death <= 2; death++) {
      const ready = untilSaid(/ready again/);
      await crash(definition);
      await ready;
    }
    expect(deaths).toEqual([1, 1]);
  });

  test('is tried again if it cannot come back, with a message each time', async () => {
    const marker = `${home.path}/crashed`;
    const before = `if (require('node:fs').existsSync('${marker}')) process.exit(9); require('node:fs').writeFileSync('${marker}', '');`;
    const definition = await server('api', { before });
    await start([definition]);
    const again = untilSaid(/did not come back/);
    await crash(definition);
    expect(await again).toBe('api did not come back: api ended before it was ready (exit code 9).');
    expect(await untilSaid(/exit code 9/)).toContain('starting it again');
    expect(existsSync(marker)).toBe(true);
  });
});

describe('stopping', () => {
  test('goes from the services to the backends', async () => {
    const stack = await start([
      await server('store', { tier: 'backend' }),
      await server('hub', { tier: 'collector' }),
      await server('api', { tier: 'service' }),
    ]);
    await stack.stop();
    expect(eventsOf(home.path).filter((event) => event.startsWith('stop'))).toEqual([
      'stop api',
      'stop hub',
      'stop store',
    ]);
    expect(pids()).toEqual([]);
  });

  test('goes from the processes that need others to those that they need, each when the one before is gone', async () => {
    const slowly = "setTimeout(() => { note('gone'); process.exit(0); }, 150)";
    const definitions = [
      await server('store', { onStop: slowly }),
      await server('hub', { onStop: slowly, readyAfter: ['store'] }),
      await server('api', { onStop: slowly, readyAfter: ['store', 'hub'] }),
    ];
    const stack = await start(definitions, { patienceMilliseconds: patience(600_000) });
    await stack.stop();
    const events = eventsOf(home.path).filter((event) => /^(stop|gone)/.test(event));
    expect(events).toEqual(['stop api', 'gone api', 'stop hub', 'gone hub', 'stop store', 'gone store']);
  });

  test('leaves a process time to stop properly if one that needs it hangs', async () => {
    const store = await server('store');
    const deaf = await server('deaf', { onStop: '', readyAfter: ['store'] });
    const stack = await start([store, deaf], { patienceMilliseconds: patience(1_500) });
    await stack.stop();
    expect(eventsOf(home.path)).toContain('stop store');
    expect(said.filter((line) => line.includes('was killed'))).toEqual([expect.stringMatching(/^deaf /)]);
  });

  test('kills a process that ignores SIGTERM, and says so', async () => {
    const stack = await start([await server('deaf', { onStop: '' })], { patienceMilliseconds: patience(100) });
    const [pid = 0] = pids();
    await stack.stop();
    expect(said).toContain(`deaf (pid ${pid}) did not stop in time and was killed`);
    expect(identify(pid)).toBeUndefined();
  });

  test('ends a paused process without a kill', async () => {
    const stack = await start([await server('paused')], { patienceMilliseconds: patience(600_000) });
    const [pid = 0] = pids();
    process.kill(pid, 'SIGSTOP');
    await stack.stop();
    expect(eventsOf(home.path)).toContain('stop paused');
  });

  test('is over soon when hurried', async () => {
    const hurry = new AbortController();
    const stack = await start([await server('deaf', { onStop: '' })], {
      hurry: hurry.signal,
      patienceMilliseconds: patience(600_000),
    });
    const stopped = stack.stop();
    hurry.abort();
    await stopped;
    expect(pids()).toEqual([]);
  });

  test('ends the children of a process too', async () => {
    const before = "console.log(require('node:child_process').spawn('sleep', ['600']).pid);";
    const definition = await server('parent', { before });
    const stack = await start([definition]);
    const child = Number(readFileSync(definition.logFile, 'utf8'));
    expect(identify(child)).toBeDefined();
    await stack.stop();
    await eventually(() => identify(child) === undefined, { what: `process ${child} to be gone` });
  });

  test('ends the wait for the next start of a dead process', async () => {
    const definition = await server('api');
    const stack = await start([definition], { backoff: () => 600_000 });
    const ended = untilSaid(/ended/);
    await crash(definition);
    await ended;
    await stack.stop();
    expect(pids()).toEqual([]);
  });
});
