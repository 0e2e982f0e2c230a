import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@cortex/trace-testing';
import { pagesOfStack } from './page-suite.ts';

/** The time that the supervisor may take to restart a process. */
const BACK_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 50;
const METRIC = '/metrics-explorer?query=up';

const suite = pagesOfStack();
let traceId: string;

/** The process of each backend, how messages about it begin, and a page that only it has data for. */
const BACKENDS = [
  { process: 'jaeger', title: 'Jaeger', page: '/traces' },
  { process: 'prometheus', title: 'Prometheus', page: METRIC },
  { process: 'profile-store', title: 'The profile store', page: '/profiles' },
  { process: 'logs', title: 'The log store', page: '/logs' },
  { process: 'alertmanager', title: 'Alertmanager', page: '/' },
];

const pages = () => [
  '/',
  '/traces',
  `/trace/${traceId}`,
  `/trace/${traceId}?view=log`,
  '/mcp-calls',
  '/map',
  '/logs',
  METRIC,
  '/dashboards',
  '/alerts',
  '/load',
  '/profiles',
  '/file',
];

beforeAll(async () => {
  const stage = await suite.served.openStage();
  traceId = await stage.input();
});

/** Kills the process of a backend, and each one that the supervisor starts in its place. @returns a function that ends this */
function heldDown(name: string): () => Promise<void> {
  let isHeld = true;
  const holding = (async () => {
    while (isHeld) {
      const pid = suite.served.pidOf(name);
      if (pid !== undefined) endOf(pid);
      await pause(LOOK_MILLISECONDS);
    }
  })();
  return () => {
    isHeld = false;
    return holding;
  };
}

function endOf(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // The supervisor has not noticed yet, or waits before the restart.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Part {
  name: string;
  state: string;
}

async function unwell(): Promise<string[]> {
  const response = await fetch(`${suite.served.url}/api/overview/health`);
  const { parts } = (await response.json()) as { parts: Part[] };
  return parts.filter(({ state }) => state !== 'well').map(({ name }) => name);
}

/** The text of a page, once nothing is loading any more. */
async function read(path: string): Promise<string> {
  await using visit = await suite.open(path);
  expect({ path, complaints: visit.complaints }).toEqual({ path, complaints: [] });
  return (await visit.page.locator('main').textContent()) ?? '';
}

test.each(BACKENDS)(
  'while $process is stopped each page reports it and goes on, and is complete when it is back',
  async ({ process: name, title, page }) => {
    const fault = new RegExp(`${title} at http\\S+ (could not be reached|answered|did not answer)`);
    const release = heldDown(name);
    try {
      await eventually(async () => (await unwell()).length > 0, { what: `${name} to be missed` });
      for (const path of pages()) {
        const said = await read(path);
        expect({ path, said }).toEqual({ path, said: expect.stringMatching(/\w.{20}/s) });
        if (path === page) expect(said).toMatch(fault);
      }
    } finally {
      await release();
    }
    const isWell = async () => (await unwell()).length === 0;
    await eventually(isWell, { what: `${name} to be well again`, timeoutMilliseconds: BACK_MILLISECONDS });
    expect(await read(page)).not.toMatch(fault);
  },
);
