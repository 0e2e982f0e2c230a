import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, FaultClient, internalSecret } from '@cortex/local/fault';
import { eventually } from '@cortex/trace-testing';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import type { PhaseName } from './requests/request-kind.ts';
import { PEERS, type Peer } from './stage.ts';

export interface Phase {
  name: PhaseName;
  requests: number;
}

/** Faults are repeated, with long times in between without any. */
const ROUND_REQUESTS = 2_500;

const PARTS: readonly { name: PhaseName; part: number }[] = [
  { name: 'plain', part: 0.72 },
  { name: 'slow', part: 0.08 },
  { name: 'failing', part: 0.16 },
  { name: 'hanging', part: 0.04 },
];

/** Much longer than the patience of any client of the bench. */
const SLOW_MILLISECONDS = 4_000;
/** How long it may take a service to notice that its client has left, before the fault is cleared. */
const SETTLE_MILLISECONDS = 1_000;

/** The faults of each phase. Whatever hangs goes on when its fault is over. */
const FAULTS: Record<PhaseName, readonly [peer: Peer, fault: Fault][]> = {
  plain: [],
  slow: [
    ['memory-service', { kind: 'latency', milliseconds: SLOW_MILLISECONDS, tool: 'history', probability: 1 }],
    ['cognition-service', { kind: 'latency', milliseconds: SLOW_MILLISECONDS, tool: 'get_context', probability: 1 }],
  ],
  failing: [
    ['memory-service', { kind: 'error', status: 503, tool: 'store_input', probability: 0.15 }],
    ['memory-service', { kind: 'error', status: 500, tool: 'get_history', probability: 0.15 }],
    ['cognition-service', { kind: 'error', status: 503, tool: 'get_context', probability: 0.15 }],
  ],
  hanging: [
    ['memory-service', { kind: 'hang', tool: 'store_input', probability: 0.03, seconds: 4 }],
    ['memory-service', { kind: 'hang', tool: 'get_history', probability: 0.03, seconds: 4 }],
  ],
};

/** The phases of a run, in order. */
export function planPhases(requests: number): Phase[] {
  const rounds = Math.ceil(requests / ROUND_REQUESTS);
  const planned = Array.from({ length: rounds }, (_, round) => {
    const ofRound = Math.floor(((round + 1) * requests) / rounds) - Math.floor((round * requests) / rounds);
    return split(ofRound);
  });
  return planned.flat().filter((phase) => phase.requests > 0);
}

function split(requests: number): Phase[] {
  let left = requests;
  return PARTS.toReversed()
    .map(({ name, part }, index) => {
      const own = index === PARTS.length - 1 ? left : Math.round(requests * part);
      left -= own;
      return { name, requests: own };
    })
    .reverse();
}

/** Applies the faults of a phase, and restores the platform afterwards. */
export class Conditions {
  readonly #platform: StartedProcesses;
  readonly #clients: Record<Peer, FaultClient>;

  constructor(platform: StartedProcesses) {
    const { urls, home } = platform;
    const secret = internalSecret(home, {});
    this.#platform = platform;
    this.#clients = {
      'memory-service': new FaultClient({ service: 'memory-service', url: urls.memory, secret }),
      'cognition-service': new FaultClient({ service: 'cognition-service', url: urls.cognition, secret }),
    };
  }

  async begin(name: PhaseName): Promise<void> {
    for (const [peer, fault] of FAULTS[name]) await this.#clients[peer].set(fault);
  }

  /** Resolves when nothing of the phase is left. */
  async end(name: PhaseName, signal: AbortSignal): Promise<void> {
    if (name === 'plain') return;
    await pause(SETTLE_MILLISECONDS, undefined, { signal });
    for (const peer of PEERS) await this.#clients[peer].clear(undefined);
    await this.settled(signal);
  }

  /** Resolves when no inputs are being processed and no circuit is open. */
  async settled(signal: AbortSignal): Promise<void> {
    await eventually(async () => (signal.aborted || (await this.#isWell()) ? true : undefined), {
      what: 'the services to be well again',
      timeoutMilliseconds: 60_000,
    });
    signal.throwIfAborted();
  }

  async #isWell(): Promise<boolean> {
    const { coreApi, cognition } = this.#platform.urls;
    const texts = await Promise.all([coreApi, cognition].map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const values = (name: string) =>
      texts.flatMap((text) =>
        [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)`, 'gm'))].map(([, value]) => value),
      );
    return (
      values('background_tasks').every((value) => value === '0') &&
      values('mcp_circuit_state').every((value) => value === '2')
    );
  }
}
