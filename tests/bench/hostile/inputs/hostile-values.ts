import type { Dice } from './dice.ts';

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  '\u001b[2J\u001b]0;title\u0007',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '%00%ff%zz',
  "'; DROP TABLE inputs; --",
  '<script>fetch("//127.0.0.1")</script>',
  '{{7*7}}',
  'NaN',
  '-1',
  '9'.repeat(400),
  '\r\nX-Injected: 1\r\n\r\n',
  'é'.repeat(300),
  '🙂'.repeat(50),
  'history://%zz',
  'file:///etc/passwd',
];

const NUMBERS = [-1, 0, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 5e-324, -0];

/** A value that few programs expect. */
export function hostileValue(dice: Dice): unknown {
  switch (dice.below(8)) {
    case 0:
      return null;
    case 1:
      return dice.chance(0.5);
    case 2:
      return dice.pick(NUMBERS);
    case 3:
      return 'x'.repeat(dice.length(50_000));
    case 4:
      return nested(dice.length(2000));
    case 5:
      return Array.from({ length: dice.length(300) }, () => dice.pick(NUMBERS));
    case 6:
      return { [dice.pick(TEXTS)]: dice.pick(TEXTS) };
    default:
      return dice.pick(TEXTS);
  }
}

export function hostileText(dice: Dice): string {
  return dice.chance(0.2) ? 'x'.repeat(dice.length(20_000)) : dice.pick(TEXTS);
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
