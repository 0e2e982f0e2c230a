import { seededRandom } from '../../e2e/faults/random.ts';
import type { Answer, Arena } from './attack.ts';
import { attacks } from './attacks/index.ts';
import { Dice } from './inputs/dice.ts';
import type { Tally } from './tally.ts';

const SENDERS = 24;
const NOT_IMPLEMENTED = 501;
const UNAVAILABLE = 503;

export interface SendInputsOptions {
  arena: Arena;
  inputs: number;
  seed: number;
  tally: Tally;
  /** Ends the sending. */
  signal: AbortSignal;
}

/** Sends so many inputs, several at a time; each sender repeats its own for the same seed. */
export async function sendInputs({ arena, inputs, seed, tally, signal }: SendInputsOptions): Promise<void> {
  const senders = Array.from({ length: SENDERS }, async (_, sender) => {
    const dice = new Dice(seededRandom(seed + sender));
    const own = Math.floor((inputs + sender) / SENDERS);
    for (let sent = 0; sent < own && !signal.aborted; sent++) {
      const attack = dice.pick(POOL);
      const answer = await attack.send(arena, dice);
      const outcome = outcomeOf(answer);
      tally.count(attack.name, outcome);
      if (outcome === 'failed') tally.noteFailure(`${attack.name}: ${answer.status} ${answer.text ?? ''}`);
    }
  });
  await Promise.all(senders);
}

/** Each attack as often as its weight says. */
const POOL = attacks.flatMap((attack) => Array.from({ length: attack.weight }, () => attack));

/** Under load a service may ask to come later, and need not know every method. */
function outcomeOf({ status, isShed = false }: Answer): 'closed' | 'answered' | 'shed' | 'failed' {
  if (status === undefined) return 'closed';
  if (status < 500 || status === NOT_IMPLEMENTED) return 'answered';
  return status === UNAVAILABLE && isShed ? 'shed' : 'failed';
}
