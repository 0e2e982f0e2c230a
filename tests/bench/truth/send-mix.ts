import { seededRandom } from '../../e2e/faults/random.ts';
import type { Conditions, Phase } from './phases.ts';
import { REQUEST_KINDS } from './requests/index.ts';
import { type PhaseName, pick, type Random, type RequestKind } from './requests/request-kind.ts';
import type { Stage } from './stage.ts';

/** Concurrent requests. Those to slow tools mostly wait. */
const CLIENTS: Record<PhaseName, number> = { plain: 12, slow: 40, failing: 12, hanging: 40 };

export interface SendMixOptions {
  stage: Stage;
  conditions: Conditions;
  phases: readonly Phase[];
  seed: number;
  signal: AbortSignal;
  onProgress(sent: number): void;
}

/** Sends the requests of all phases. The same seed gives the same requests in the same order, but at other times. */
export async function sendMix({ stage, conditions, phases, seed, signal, onProgress }: SendMixOptions): Promise<void> {
  let sent = 0;
  for (const { name, requests } of phases) {
    const end = sent + requests;
    let next = sent;
    await conditions.begin(name);
    const client = async () => {
      while (next < end) {
        signal.throwIfAborted();
        const random = seededRandom(seed + next++);
        await kindFor(name, random).send({ stage, phase: name, random });
        onProgress(++sent);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS[name] }, client));
    await conditions.end(name, signal);
  }
}

function kindFor(phase: PhaseName, random: Random): RequestKind {
  const kinds = REQUEST_KINDS.flatMap((kind) => Array<RequestKind>(kind.shares[phase] ?? 0).fill(kind));
  return pick(random, kinds);
}
