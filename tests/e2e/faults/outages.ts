import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@cortex/trace-testing';
import type { StartedProcesses } from '../../platform/process-runner.ts';

/** From the kill until the supervisor reports the next process as ready; on the clock of `performance.now()`. */
export interface Outage {
  name: string;
  from: number;
  to: number;
}

export interface KillOptions {
  platform: StartedProcesses;
  name: string;
  times: number;
  random: () => number;
}

/** The process lives for a random time in this range before each kill, in milliseconds. */
const MOMENT = { least: 200, most: 1_200 };
/** Covers the supervisor's longest wait here, and a start on a loaded machine. */
const COMES_BACK_WITHIN_MILLISECONDS = 60_000;

/** Kills the process (SIGKILL) repeatedly at random times, each time waiting until the supervisor has restarted it. */
export async function killRepeatedly({ platform, name, times, random }: KillOptions): Promise<Outage[]> {
  const outages: Outage[] = [];
  for (let count = 0; count < times; count += 1) {
    await pause(MOMENT.least + random() * (MOMENT.most - MOMENT.least));
    outages.push(await outage(platform, name));
  }
  return outages;
}

async function outage(platform: StartedProcesses, name: string): Promise<Outage> {
  const killed = platform.pidOf(name);
  const from = performance.now();
  process.kill(killed, 'SIGKILL');
  await eventually(async () => isBack(platform, name, killed), {
    what: `${name} to be ready again`,
    timeoutMilliseconds: COMES_BACK_WITHIN_MILLISECONDS,
    intervalMilliseconds: 20,
  });
  return { name, from, to: performance.now() };
}

function isBack(platform: StartedProcesses, name: string, killed: number): true | undefined {
  const found = platform.state.processes.find((process) => process.name === name);
  return found?.ready && found.pid !== killed ? true : undefined;
}

export function isDuring(outages: Outage[], moment: number): boolean {
  return outages.some(({ from, to }) => moment >= from && moment < to);
}
