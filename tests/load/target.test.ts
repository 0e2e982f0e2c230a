import { openTarget } from './target.ts';

afterEach(() => {
  delete process.env.CORTEX_INTERNAL_SECRET;
});

test('an address where nothing answers is refused, with what to do', async () => {
  process.env.CORTEX_INTERNAL_SECRET = 'secret';
  const nowhere = 'http://127.0.0.1:1';
  const urls = { coreApi: nowhere, memory: nowhere, cognition: nowhere, prometheus: nowhere };
  await expect(openTarget(urls)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`expected core-api at ${nowhere}, came no answer`),
  });
});
