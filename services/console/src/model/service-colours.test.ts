import { SERVICE_COLOURS, serviceColours } from './service-colours.ts';

test('services of one trace have different colours while there are enough', () => {
  const services = ['stock', 'cart', 'payment', 'mail', 'search', 'gateway', 'users', 'images'];
  expect(new Set(serviceColours(services).values()).size).toBe(SERVICE_COLOURS);
});

test('a service alone has the same colour whatever the trace', () => {
  const alone = serviceColours(['stock']).get('stock');
  expect(serviceColours(['stock', 'stock']).get('stock')).toBe(alone);
});

test('colours are shared where there are more services', () => {
  const colours = serviceColours(Array.from({ length: 100 }, (_, index) => `service-${index}`));
  expect(Math.max(...colours.values())).toBeLessThan(SERVICE_COLOURS);
  expect(colours.size).toBe(100);
});
