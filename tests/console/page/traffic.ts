import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '@cortex/local/fault';
import { seededRandom } from '../../e2e/faults/random.ts';
import type { Stage } from '../stage.ts';

const PAUSE_MILLISECONDS = 1200;
const AT_ONCE = 50;
/** The time after which a circuit that failures opened is closed again. */
const RECOVERY_MILLISECONDS = 10_000;

const SLOW_HISTORY: Fault = { kind: 'latency', milliseconds: 250, probability: 0.15, tool: 'get_history' };
const FAILING_STORE: Fault = { kind: 'error', status: 503, probability: 0.85, tool: 'store_input' };
const SLOW_STORE: Fault = { kind: 'latency', milliseconds: 300, probability: 1, tool: 'store_input' };

/** Sends inputs for some minutes: most succeed, some are slow, some fail. Finally so many come at once that they queue. @returns the id of the trace that waited longest */
export async function makeTraffic(stage: Stage): Promise<string> {
  const send = inputsOf(stage);
  await send(180);
  await stage.whileFaulty(SLOW_HISTORY, () => send(100));
  await stage.whileFaulty(FAILING_STORE, () => send(20));
  await pause(RECOVERY_MILLISECONDS);
  await send(50);
  return stage.whileFaulty(SLOW_STORE, async () => {
    const ids = await Promise.all(Array.from({ length: AT_ONCE }, () => stage.input()));
    return ids.at(-1) ?? 'none';
  });
}

/** Sends inputs one after the other. @returns the trace id of the last one */
function inputsOf(stage: Stage): (count: number) => Promise<string> {
  const random = seededRandom(1);
  return async (count) => {
    let traceId = 'none';
    for (let sent = 0; sent < count; sent += 1) {
      traceId = await stage.input();
      await pause(random() * PAUSE_MILLISECONDS);
    }
    return traceId;
  };
}
