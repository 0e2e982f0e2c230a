import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seenDifference } from '../testing/seen-difference.ts';
import { SERVICE_COLOURS, SERVICE_PATTERNS, serviceColours } from './colours.ts';

/** The colours of services on the page, light and dark. */
const TOKENS = [
  ...readFileSync(join(import.meta.dirname, '../../../page/styles/tokens.css'), 'utf8').matchAll(
    /--service-\d: light-dark\((#\w{6}), (#\w{6})\)/g,
  ),
].map(([, light, dark]) => [light, dark]);

const named = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);
const looksOf = (services: string[]) =>
  [...serviceColours(services).values()].map(({ colour, pattern }) => `${colour} ${pattern}`);

test('services of one trace have different colours while there are enough', () => {
  const services = ['stock', 'cart', 'payment', 'mail', 'search', 'gateway', 'users', 'images'];
  const paints = [...serviceColours(services).values()];
  expect(new Set(paints.map(({ colour }) => colour)).size).toBe(SERVICE_COLOURS);
});

test.each([
  ['light', 0],
  ['dark', 1],
])('services of one pattern differ by colour for the colour-blind, in %s', (_, scheme) => {
  const services = ['stock', 'cart', 'payment', 'mail', 'search', 'gateway', 'users', 'images'];
  const paints = [...serviceColours(services).values()];
  for (const [index, { colour, pattern }] of paints.entries()) {
    for (const other of paints.slice(0, index).filter((one) => one.pattern === pattern)) {
      const pair = [TOKENS[colour]?.[scheme] ?? '', TOKENS[other.colour]?.[scheme] ?? ''] as const;
      expect({ pair, isSeen: seenDifference(...pair) > 20 }).toEqual({ pair, isSeen: true });
    }
  }
});

test('a service without a conflict has the same colour in every trace', () => {
  const alone = serviceColours(['stock']).get('stock');
  expect(serviceColours(['stock', 'stock']).get('stock')).toEqual(alone);
});

test('more services than colours differ by a pattern', () => {
  const most = SERVICE_COLOURS * SERVICE_PATTERNS;
  expect(new Set(looksOf(named(most))).size).toBe(most);
});

test('still more services share colour and pattern', () => {
  expect(new Set(looksOf(named(100))).size).toBe(SERVICE_COLOURS * SERVICE_PATTERNS);
});
