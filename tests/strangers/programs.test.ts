import { type ExpectedSpan, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { Apps } from './programs/apps.ts';
import { makeCall } from './programs/call.ts';
import { PROGRAMS } from './programs/catalogue.ts';
import { versionOf } from './programs/locate.ts';
import type { Program } from './programs/program.ts';
import { documentedKeys, documentedRow, keyOf, renewRows, rowOf } from './programs/table.ts';
import { tracedSides } from './programs/traced-sides.ts';
import { traceWith } from './run/received-traces.ts';
import { isRenewal, isWhole } from './run/scope.ts';

expect.extend(traceMatchers);

const apps = new Apps();
const rows = new Map<Program, string>();

afterAll(() => apps[Symbol.asyncDispose]());

const ANSWERS = { client: /Echo: hello/, server: /^(?:answered|failed: McpError: MCP error -3260[23])/ };

/** The expected client span with the server span below it. With HTTP, the request is below the client span, too. */
function joined(name: string, { role, transport, before, hidesTransport }: Program): ExpectedSpan {
  const attributes = { 'network.transport': transport === 'HTTP' ? 'tcp' : 'pipe' };
  const service = role === 'client' && transport === 'HTTP' ? 'everything' : 'program';
  const server = { name, kind: 'SERVER' as const, ...(before === undefined && { service, attributes }) };
  const request = { kind: 'CLIENT' as const, service: 'client' };
  const children = transport === 'HTTP' ? [request, server] : [server];
  return { name, kind: 'CLIENT', service: 'client', ...(!hidesTransport && { attributes }), children };
}

const tried = PROGRAMS.filter(({ runs }) => runs === 'always' || isWhole());

test.each(tried)('$name, $role over $transport, is traced as the README says', async (program) => {
  await using receiver = await OtlpReceiver.start();
  const script = await apps.scriptOf(program);
  expect(await makeCall({ program, script, receiver })).toMatch(ANSWERS[program.role]);
  const sides = tracedSides(receiver, program.tool);
  const row = rowOf(program, { version: versionOf(program), sides });
  rows.set(program, row);
  if (!isRenewal()) expect(row).toBe(documentedRow(program));
  // A program in between has a call on each side.
  if (program.before === undefined) expect(sides).toMatchObject({ doubled: false });
  if (!sides.joined) return;
  for (const name of [`tools/call ${program.tool}`, ...(program.also ?? [])])
    expect(traceWith(receiver, { name, service: 'client' })).toContainTrace(joined(name, program));
});

if (isRenewal()) test('the README is updated', () => renewRows(rows));

test('the README has a row for each program, and no other', () => {
  expect(documentedKeys()).toEqual(PROGRAMS.map(keyOf));
});
