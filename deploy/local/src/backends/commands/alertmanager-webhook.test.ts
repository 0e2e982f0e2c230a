import { mkdtempDisposableSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertmanagerDirectory, writeAlertmanagerWebhook } from './alertmanager-webhook.ts';

test.each([
  ['the configured address', 'http://pager.example/hook?key=1', /^http:\/\/pager\.example\/hook\?key=1$/],
  ['else the log store of this stack', undefined, /^http:\/\/127\.0\.0\.1:9428\/insert\/jsonline\?/],
])('alerts go to %s', async (_where, url, written) => {
  using data = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  await writeAlertmanagerWebhook({ dataDirectory: data.path, url, logsPort: 9428 });
  expect(await readFile(join(alertmanagerDirectory(data.path), 'webhook-url'), 'utf8')).toMatch(written);
});
