import { SERVICE_COLOURS, SERVICE_PATTERNS, serviceColours } from './service-colours.ts';

const named = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);
const looksOf = (services: string[]) =>
  [...serviceColours(services).values()].map(({ colour, pattern }) => `${colour} ${pattern}`);

test('services of one trace have different colours while there are enough', () => {
  const services = ['stock', 'cart', 'payment', 'mail', 'search', 'gateway', 'users', 'images'];
  const paints = [...serviceColours(services).values()];
  expect(new Set(paints.map(({ colour }) => colour)).size).toBe(SERVICE_COLOURS);
  expect(paints.map(({ pattern }) => pattern)).toEqual(services.map(() => 0));
});

test('a service alone has the same colour whatever the trace', () => {
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
