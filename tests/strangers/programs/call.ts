import { freePort } from '@cortex/local/testing';
import { eventually, type OtlpReceiver } from '@cortex/trace-testing';
import { anywhere } from '../run/anywhere.ts';
import { EverythingByHttp, everythingByStdio } from '../run/everything.ts';
import { Stranger } from '../run/stranger.ts';
import type { Program } from './program.ts';
import { tracedSides } from './traced-sides.ts';

interface Call {
  program: Program;
  /** What Node.js runs for it. */
  script: string;
  receiver: OtlpReceiver;
}

/** Makes the call, with telemetry in every process. @returns the client's output */
export function makeCall(call: Call): Promise<string> {
  if (call.program.role === 'client') return callByClient(call);
  return call.program.transport === 'stdio' ? callByStdio(call) : callByHttp(call);
}

const envFor = ({ receiver }: Call, service: string) => ({
  ...anywhere(),
  OTEL_SERVICE_NAME: service,
  OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
});

async function callByStdio(call: Call): Promise<string> {
  const { program, script, receiver } = call;
  const { args = [], env = {}, before, client: file = 'call.mjs' } = program;
  await using behind = before === 'URL' ? await startEverything(receiver) : undefined;
  const more = behind === undefined ? args : [behind.url, ...args];
  await using client = new Stranger({
    args: [file, program.tool, given(program), process.execPath, script, ...more],
    env: {
      ...envFor(call, 'client'),
      SERVER_ENV: JSON.stringify({ ...env, OTEL_SERVICE_NAME: 'program' }),
    },
  });
  await client.firstLine;
  await serverSpan(call);
  client.endInput();
  await client.exit;
  return client.stdout;
}

async function callByHttp(call: Call): Promise<string> {
  const { program, script } = call;
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}/mcp`;
  const args = (program.args ?? []).map((arg) => arg.replace('{port}', port));
  const behind = serverBehind(program);
  await using server = new Stranger({
    args: [script, ...args, ...behind],
    env: { ...envFor(call, 'program'), ...program.env, PORT: port },
  });
  await eventually(() => fetch(url).then(() => true), {
    what: `${program.name} to listen; it wrote: ${server.stderr}`,
  });
  await using client = new Stranger({
    args: ['call.mjs', program.tool, given(program), url],
    env: envFor(call, 'client'),
  });
  await client.firstLine;
  await serverSpan(call);
  client.endInput();
  await client.exit;
  await server.stop();
  return client.stdout;
}

/** Runs a client that calls server-everything. */
async function callByClient(call: Call): Promise<string> {
  const { program, script, receiver } = call;
  await using server = program.transport === 'HTTP' ? await startEverything(receiver) : undefined;
  const target = server === undefined ? [process.execPath, ...everythingByStdio([])] : [server.url];
  await using client = new Stranger({
    args: [script, ...(program.args ?? []), ...target],
    env: envFor(call, 'client'),
  });
  await client.exit;
  await server?.stop();
  return client.stdout;
}

function serverBehind({ before }: Program): string[] {
  const command = [process.execPath, ...everythingByStdio([])];
  if (before === 'command line') return [command.join(' ')];
  return before === 'command' ? command : [];
}

function startEverything(receiver: OtlpReceiver): Promise<EverythingByHttp> {
  return EverythingByHttp.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
}

function given({ given = {} }: Program): string {
  return JSON.stringify(given);
}

/** Waits for the server's span, because a program may be stopped before it sends it. A program that never creates one is recorded as such in the table. */
async function serverSpan({ program, receiver }: Call): Promise<void> {
  const isThere = () => tracedSides(receiver, program.tool).server;
  await eventually(isThere, { what: 'the span of the server' }).catch(() => undefined);
}
