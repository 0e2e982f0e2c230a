import { seededRandom } from '../../e2e/faults/random.ts';
import type { Arena, Attack } from './attack.ts';
import { attacks } from './attacks/index.ts';
import { Dice } from './inputs/dice.ts';
import type { Outcome, Tally } from './tally.ts';
import type { Answer } from './wire/answer.ts';

/** Concurrent senders for each attack, so that a slow port delays no other. */
const SENDERS = 8;
const UNAVAILABLE = 503;
/** Statuses of a server that does not know the client's method or version of HTTP. */
const CLIENT_CHOICES: readonly number[] = [501, 505];

export interface SendInputsOptions {
  arena: Arena;
  inputs: number;
  seed: number;
  tally: Tally;
  /** Ends the sending. */
  signal: AbortSignal;
}

/** Sends that many inputs, distributed over the attacks by weight. Each sender repeats its own inputs for the same seed. */
export async function sendInputs({ arena, inputs, seed, tally, signal }: SendInputsOptions): Promise<void> {
  const senders = shares(inputs).flatMap(({ attack, share }, row) =>
    Array.from({ length: SENDERS }, async (_, column) => {
      const dice = new Dice(seededRandom(seed + row * SENDERS + column));
      const own = Math.floor((share + column) / SENDERS);
      for (let sent = 0; sent < own && !signal.aborted; sent++) await send(attack, arena, dice, tally);
    }),
  );
  await Promise.all(senders);
}

async function send(attack: Attack, arena: Arena, dice: Dice, tally: Tally): Promise<void> {
  const answer = await attack.send(arena, dice);
  const outcome = outcomeOf(answer);
  tally.count(attack.name, outcome);
  if (outcome === 'failed') tally.noteFailure(`${attack.name}: ${answer.status} ${answer.text ?? ''}`);
}

/** The number of inputs of each attack, which add up to the total. */
function shares(inputs: number): { attack: Attack; share: number }[] {
  const total = attacks.reduce((sum, { weight }) => sum + weight, 0);
  let weights = 0;
  let given = 0;
  return attacks.map((attack) => {
    weights += attack.weight;
    const share = Math.round((inputs * weights) / total) - given;
    given += share;
    return { attack, share };
  });
}

/** Judges an answer. Under load, a service may ask the client to try again later, and it does not have to know every method and version. */
function outcomeOf({ status, isShed = false }: Answer): Outcome {
  if (status === undefined) return 'closed';
  if (status < 500 || CLIENT_CHOICES.includes(status)) return 'answered';
  return status === UNAVAILABLE && isShed ? 'shed' : 'failed';
}
