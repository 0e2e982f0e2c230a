import type { Dice } from './dice.ts';
import { hostileValue } from './hostile-values.ts';

/** The JSON of a value in which some parts are changed; now and then it is not JSON any more. */
export function mutatedJson(dice: Dice, value: unknown): string {
  const original = JSON.stringify(value);
  let text: string;
  do text = JSON.stringify(mutatedValue(dice, value)) ?? '';
  while (text === original);
  return dice.chance(0.2) ? mutatedBytes(dice, Buffer.from(text)).toString('latin1') : text;
}

/** Bytes of which some are flipped, cut, doubled or replaced. */
export function mutatedBytes(dice: Dice, bytes: Buffer): Buffer {
  let mutated: Buffer;
  do {
    mutated = Buffer.from(bytes);
    for (let times = 1 + dice.below(4); times > 0; times--) mutated = mutateOnce(dice, mutated);
  } while (mutated.equals(bytes));
  return mutated;
}

function mutateOnce(dice: Dice, bytes: Buffer): Buffer {
  const at = dice.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + dice.length(64));
  switch (dice.below(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), dice.bytes(dice.length(64)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 3:
      // Large lengths and counts, in the encoding of most formats.
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('ffffffffffffffff7f', 'hex'), bytes.subarray(end)]);
    default:
      if (at < bytes.length) bytes[at] = dice.below(256);
      return bytes;
  }
}

function mutatedValue(dice: Dice, value: unknown): unknown {
  if (dice.chance(0.15)) return hostileValue(dice);
  if (Array.isArray(value))
    return dice.chance(0.1) ? [...value, ...value] : value.map((item) => mutatedValue(dice, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(() => !dice.chance(0.08));
  return Object.fromEntries(entries.map(([key, item]) => [key, mutatedValue(dice, item)]));
}
