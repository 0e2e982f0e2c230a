/** `npm run demo`: the guide's user logs in, sends inputs and gets outputs; then the trace of one input is drawn. */
import { randomUUID } from 'node:crypto';
import { readArguments } from '../console/command-line.ts';
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { knownUrl, urlInRunningStack } from '../state/running-stack.ts';
import { printTrace } from '../trace/print-trace.ts';
import { CoreApiClient } from './core-api-client.ts';
import { traceOfInput } from './trace-of-input.ts';
import { type Output, waitForOutputs } from './wait-for-outputs.ts';

/** A user that exists only in development. */
const USER = { username: 'user@example.com', password: 'password123' };
const INPUTS = [
  'The quarterly report is due on Friday',
  'Lunch with the design team was moved to noon',
  'When is the quarterly report due?',
];
const PATIENCE_MILLISECONDS = 30_000;

const USAGE = `Usage: npm run demo

Uses the running stack as the guide's user does: login, verify, stream, inputs, outputs. Ends with the trace of the last input, and a link to it in the console.
CORTEX_CORE_API_URL and CORTEX_JAEGER_URL name a stack that runs elsewhere, CORTEX_CONSOLE_URL its console.`;

async function main(): Promise<void> {
  const { help } = readArguments({ options: { help: { type: 'boolean' } } }, USAGE).values;
  if (help) return say(USAGE);
  const stack = { home: readSettings(process.env).home, env: process.env };
  const jaeger = urlInRunningStack('jaeger', stack);
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const client = new CoreApiClient(urlInRunningStack('coreApi', stack), signal);
  await greet(client);
  const userAgent = await exchange(client);
  say('The trace of the last input, from Jaeger:\n');
  const trace = await traceOfInput({ jaeger, userAgent, signal });
  printTrace(trace);
  say(
    `\nA coding agent with the MCP server npm run -s console:mcp answers: why did trace ${trace.traceId} take so long?`,
  );
  const page = knownUrl('console', stack);
  if (page !== undefined) say(`Look at it: ${page}/trace/${trace.traceId}`);
}

async function greet(client: CoreApiClient): Promise<void> {
  const { expiresInSeconds } = await client.login(USER);
  say(`POST /auth/login     ${USER.username} has a token for ${expiresInSeconds / 60} minutes`);
  const { userId } = await client.verify();
  say(`GET  /auth/verify    it belongs to user ${userId}`);
}

/** Sends the inputs and waits for their outputs. @returns the user agent of the last input's request */
async function exchange(client: CoreApiClient): Promise<string> {
  const events = await client.openStream();
  say('GET  /output/stream  open');
  const contents = new Map<string, string>();
  let userAgent = '';
  for (const content of INPUTS) {
    userAgent = `cortex-demo/${randomUUID()}`;
    const { inputId, status } = await client.sendInput(content, userAgent);
    contents.set(inputId, content);
    say(`POST /input          "${content}" is ${status}`);
  }
  const onOutput = ({ input_id, type }: Output) => say(`     event: output   ${type} for "${contents.get(input_id)}"`);
  await waitForOutputs({ events, inputIds: contents.keys(), onOutput });
  return userAgent;
}

outliveConsole();
await exitWith(main());
