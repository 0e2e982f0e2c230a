import { once } from 'node:events';
import { createServer } from 'node:http';
import { openTarget } from './target.ts';

const NOWHERE = 'http://127.0.0.1:1';
const healthy = createServer((_, response) => response.end());
let answers: string;

beforeAll(async () => {
  process.env.CORTEX_INTERNAL_SECRET = 'secret';
  await once(healthy.listen(0, '127.0.0.1'), 'listening');
  answers = `http://127.0.0.1:${(healthy.address() as { port: number }).port}`;
});

afterAll(() => {
  delete process.env.CORTEX_INTERNAL_SECRET;
  healthy.close();
});

test.each([
  ['core-api', '--against', 'coreApi'],
  ['memory-service', '--memory', 'memory'],
  ['cognition-service', '--cognition', 'cognition'],
])('if %s does not answer, the run is refused with what to do', async (service, option, url) => {
  const all = { coreApi: answers, memory: answers, cognition: answers, prometheus: NOWHERE };
  const asked = new Set(['core-api', 'memory-service', 'cognition-service'] as const);
  await expect(openTarget({ ...all, [url]: NOWHERE }, asked)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`${option}: expected ${service} at ${NOWHERE}, came no answer`),
  });
});

test('services that the run does not call do not have to run', async () => {
  const urls = { coreApi: answers, memory: NOWHERE, cognition: NOWHERE, prometheus: NOWHERE };
  expect(await openTarget(urls, new Set(['core-api'] as const))).toMatchObject(urls);
});
