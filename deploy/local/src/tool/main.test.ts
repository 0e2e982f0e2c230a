import { mkdtempDisposableSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { runCommand } from '../testing/run-command.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SECRET = 'secret of the services, long enough';

/** Runs the command against a service that answers everything alike, and returns what was asked of it too. */
async function runAgainst(status: number, answer: object, args: string[]) {
  const asked: { path: string | undefined; token: string }[] = [];
  await using server = createServer((request: IncomingMessage, response) => {
    asked.push({ path: request.url, token: request.headers.authorization?.replace('Bearer ', '') ?? '' });
    response.writeHead(status, { traceresponse: `00-${TRACE}-0174071ff3dd16f8-01` }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const MEMORY_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await runCommand('tool', args, { MEMORY_URL, CORTEX_INTERNAL_SECRET: SECRET });
  return { ...result, asked };
}

test('calls the tool on behalf of the user, and prints the answer and how to look at the trace', async () => {
  const args = ['memory-service', 'get_history', '{"user_id": "ada"}'];
  const { asked, ...result } = await runAgainst(200, { items: [] }, args);
  expect(result).toEqual({
    code: 0,
    stdout: '{\n  "items": []\n}\n',
    stderr: `Its trace: npm run trace -- ${TRACE}\n`,
  });
  expect(asked).toMatchObject([{ path: '/tool/get_history' }]);
  expect(decodeJwt(asked[0]?.token ?? '')).toMatchObject({ sub: 'ada', aud: 'memory-service' });
});

test('a refused call fails with its reason and trace', async () => {
  const args = ['memory-service', 'nothing', '{"user_id": "ada"}'];
  const { asked: _, ...result } = await runAgainst(404, { detail: 'There is nothing at /tool/nothing' }, args);
  expect(result).toEqual({
    code: 1,
    stdout: '',
    stderr: `memory-service answered 404: There is nothing at /tool/nothing\nIts trace: npm run trace -- ${TRACE}\n`,
  });
});

test('without a stack it says how to start one', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const args = ['memory-service', 'get_history', '{"user_id": "ada"}'];
  const { code, stderr } = await runCommand('tool', args, { CORTEX_HOME: home.path });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});

test.each([
  [['memory-service', 'get_history'], /^Expected a service, a tool and its arguments\./],
  [['core-api', 'get_history', '{}'], /^Unknown service "core-api": expected memory-service or cognition-service\./],
  [['memory-service', 'get_history', '{user_id: 1}'], /^Expected a JSON object with a user_id, got \{user_id: 1\}/],
])('%j is refused with the usage', async (args, message) => {
  const { code, stderr } = await runCommand('tool', args, {});
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
});
