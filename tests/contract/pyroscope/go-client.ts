import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ensureCheckTool } from '@cortex/local/backends';

/** Answers by protocol and call, as protobuf's JSON; for a refused call its error code. */
export type GoAnswers = Record<string, Record<string, unknown>>;

/** Calls the server with Pyroscope's generated Go client in each of its protocols. Requests are keyed by call, optionally followed by more words. */
export async function askByGo(url: string, requests: Record<string, object>): Promise<GoAnswers> {
  const client = spawn(await ensureCheckTool('pyroscope-client'), [url], { stdio: ['pipe', 'pipe', 'inherit'] });
  client.stdin.end(JSON.stringify(requests));
  const [output, [code]] = await Promise.all([text(client.stdout), once(client, 'close')]);
  if (code !== 0) throw new Error(`the Go client ended with ${code}`);
  return JSON.parse(output) as GoAnswers;
}
