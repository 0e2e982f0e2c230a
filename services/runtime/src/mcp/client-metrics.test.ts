import { startMetricHarness } from '@cortex/trace-testing';
import { createLogger } from '../log/create-logger.ts';
import { issuer, NAME, startTestService, type TestService } from '../testing/test-service.ts';
import { double } from '../testing/test-tools.ts';
import { createMcpClient, type McpClient } from './create-mcp-client.ts';

const harness = startMetricHarness();
afterAll(() => harness.stop());

function clientOf(url: string) {
  return createMcpClient({
    service: 'tests',
    peer: NAME,
    url,
    token: (userId) => issuer.issue(userId, NAME),
    logger: createLogger('tests', 'silent'),
    limits: {
      attempts: 2,
      backoffMilliseconds: 1,
      breaker: { failures: 2, openMilliseconds: 60_000, longestOpenMilliseconds: 60_000, untriedMilliseconds: 60_000 },
    },
  });
}

let service: TestService;
let client: McpClient;

beforeAll(async () => {
  service = await startTestService({ tools: [double] });
  client = clientOf(service.url);
});
afterAll(async () => {
  await client.close();
  await service.stop();
});

test('calls, their bytes, retries, failures by kind and the circuit are measured by service and tool', async () => {
  const call = (n: number) =>
    client.callTool('double', { user_id: 'alice', n }, { userId: 'alice', isRepeatable: true });
  const labels = { service: NAME, tool: 'double' };
  await call(1);
  await call(2);
  expect(await harness.value('mcp_requests_total', labels)).toBe(2);
  // Opening the connection took one more request.
  expect(await harness.value('mcp_request_size_bytes', labels)).toBe(3);
  expect(await harness.value('mcp_response_size_bytes', labels)).toBe(3);
  await expect(client.callTool('double', { user_id: 'bob', n: 1 }, { userId: 'alice' })).rejects.toThrow();
  expect(await harness.value('mcp_errors_total', labels)).toBe(0);

  await service.stop();
  await expect(call(3)).rejects.toThrow();
  expect(await harness.value('mcp_retries_total', labels)).toBe(1);
  expect(await harness.value('mcp_errors_total', { ...labels, error_type: 'retry_exhausted' })).toBe(1);
  expect(await harness.value('mcp_circuit_state', { service: NAME })).toBe(0);
  await expect(call(4)).rejects.toThrow();
  expect(await harness.value('mcp_errors_total', { ...labels, error_type: 'circuit_open' })).toBe(1);
  expect(await harness.value('mcp_requests_total', labels)).toBe(5);
  expect(await harness.value('mcp_active_requests', labels)).toBe(0);
});
