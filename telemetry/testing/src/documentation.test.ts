import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trace } from '@opentelemetry/api';
import * as testing from './index.ts';
import { startTraceHarness, traceMatchers } from './index.ts';

expect.extend(traceMatchers);

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The README's code blocks in one language. */
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block]) => block);

test("the README's example is the one that runs", () => {
  expect(blocks('ts')).toEqual([readFileSync(join(import.meta.dirname, 'example.test.ts'), 'utf8')]);
});

test("the README's failure is what a failure prints", async () => {
  const harness = startTraceHarness({ serviceName: 'shop' });
  const tracer = trace.getTracer('shop');
  tracer.startActiveSpan('order', (order) => {
    tracer.startSpan('charge 12', { attributes: { amount: 3 } }).end();
    tracer.startSpan('pack').end();
    order.end();
  });
  const children = [{ name: /^charge/, attributes: { amount: 5 } }, { name: 'pack' }];
  const [received] = harness.traces();
  await harness.stop();
  let message = '';
  try {
    expect(received).toContainTrace({ name: 'order', children });
  } catch (error) {
    message = (error as Error).message.replace(received?.traceId ?? '', '5b8a…');
  }
  expect(blocks('text')).toEqual([`${message}\n`]);
});

test('the README names every function that is exported', () => {
  expect(Object.keys(testing).filter((name) => !README.includes(name))).toEqual([]);
});
