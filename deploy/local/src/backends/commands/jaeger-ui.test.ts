import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jaegerUi, writeJaegerUi } from './jaeger-ui.ts';

test("every link on Jaeger's pages leads to the console of this stack", async () => {
  using data = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  await writeJaegerUi({ dataDirectory: data.path, consoleUrl: 'http://127.0.0.1:13000' });
  const { linkPatterns } = JSON.parse(readFileSync(jaegerUi(data.path), 'utf8')) as { linkPatterns: { url: string }[] };
  const origins = linkPatterns.map(({ url }) => new URL(url).origin);
  expect(new Set(origins)).toEqual(new Set(['http://127.0.0.1:13000']));
});
