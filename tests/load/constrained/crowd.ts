import { type Dispatcher, Pool, request } from 'undici';
import { z } from 'zod';

const acknowledged = z.object({ input_id: z.string() });

export interface CrowdOptions {
  /** The URL of core-api. */
  url: string;
  token: string;
  users: number;
  seconds: number;
}

export interface CrowdReport {
  /** Ids of acknowledged inputs. */
  inputIds: string[];
  /** The number of other answers by status; `none` if the connection broke. */
  refusals: Map<number | 'none', number>;
  /** The number of refusals without a Retry-After. */
  withoutRemedy: number;
}

/** Runs users who send one input after the other without a pause. */
export async function crowd({ url, token, users, seconds }: CrowdOptions): Promise<CrowdReport> {
  const pool = new Pool(url, { connections: users });
  const report: CrowdReport = { inputIds: [], refusals: new Map(), withoutRemedy: 0 };
  const until = performance.now() + seconds * 1000;
  const user = async () => {
    while (performance.now() < until) await send({ url, token, pool }, report);
  };
  await Promise.all(Array.from({ length: users }, user));
  await pool.close();
  return report;
}

interface Sender {
  url: string;
  token: string;
  pool: Pool;
}

async function send(sender: Sender, report: CrowdReport): Promise<void> {
  const answer = await post(sender).catch(() => undefined);
  if (answer?.statusCode === 202) {
    report.inputIds.push(acknowledged.parse(await answer.body.json()).input_id);
    return;
  }
  await answer?.body.dump();
  const status = answer?.statusCode ?? 'none';
  report.refusals.set(status, (report.refusals.get(status) ?? 0) + 1);
  if (answer?.headers['retry-after'] === undefined) report.withoutRemedy += 1;
}

function post({ url, token, pool }: Sender): Promise<Dispatcher.ResponseData> {
  return request(`${url}/input`, {
    method: 'POST',
    dispatcher: pool,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content: `Test input ${Date.now()}` }),
  });
}
