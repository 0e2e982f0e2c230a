import { UserTokens } from '@cortex/core-api/auth';
import { UserError } from '@cortex/local/console';
import { loadSecrets } from '@cortex/runtime';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import { INPUTS, type Kind, sendRequests } from '../jaeger/requests.ts';

const USERS = 50;
const TOKEN_LIFETIME_SECONDS = 3600;
/** Sending may take this many times its planned time. Beyond that the load was not steady. */
const MOST_LATE = 1.1;
/** A stack is given up once sending takes this many times its planned time. */
const PATIENCE = 3;

/** Users with an open stream each, who take turns to send inputs. */
export class Users implements Disposable {
  readonly #url: string;
  readonly #tokens: readonly string[];
  readonly #streams = new AbortController();
  /** Inputs sent so far. */
  sent = 0;

  private constructor(url: string, tokens: readonly string[]) {
    this.#url = url;
    this.#tokens = tokens;
  }

  static async open({ urls, home }: StartedProcesses): Promise<Users> {
    const { CORTEX_JWT_SECRET: secret } = loadSecrets({
      environment: 'development',
      home,
      names: ['CORTEX_JWT_SECRET'],
    });
    const issuer = new UserTokens({ secret, lifetimeSeconds: TOKEN_LIFETIME_SECONDS });
    const tokens = await Promise.all(Array.from({ length: USERS }, (_, user) => issuer.issue(`user-${user}`)));
    const users = new Users(urls.coreApi, tokens);
    await Promise.all(tokens.map((token) => users.#openStream(token)));
    return users;
  }

  /** Sends inputs at a steady rate. @throws a UserError when it is not held */
  async send({ count, rate, signal }: { count: number; rate: number; signal: AbortSignal }): Promise<void> {
    const seconds = count / rate;
    const [start, sentBefore] = [performance.now(), this.sent];
    const late = AbortSignal.timeout(seconds * PATIENCE * 1000);
    await sendRequests({
      url: this.#url,
      token: '',
      kind: this.#inputs(rate),
      count,
      signal: AbortSignal.any([signal, late]),
      onProgress: () => {},
    }).catch((error) => {
      signal.throwIfAborted();
      throw late.aborted ? tooSlow(rate) : error;
    });
    // Some more than asked for are under way when the last is answered.
    const sent = this.sent - sentBefore;
    if ((performance.now() - start) / 1000 > (sent / rate) * MOST_LATE + 1) throw tooSlow(rate);
  }

  [Symbol.dispose](): void {
    this.#streams.abort();
  }

  #inputs(rate: number): Kind {
    const next = () => this.#tokens[this.sent++ % USERS] ?? '';
    return { ...INPUTS, paceMilliseconds: 1000 / rate, request: () => INPUTS.request(next()) };
  }

  async #openStream(token: string): Promise<void> {
    const { signal } = this.#streams;
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.#url}/output/stream`, { headers, signal });
    if (!response.ok) throw new Error(`core-api answered ${response.status} to GET /output/stream`);
    // It ends with the stack, or with the users.
    response.body?.pipeTo(new WritableStream()).catch(() => {});
  }
}

function tooSlow(rate: number): UserError {
  return new UserError(
    `--rate: ${rate} inputs a second were not held, so nothing can be said of them. Take a lower --rate, or end what else runs on this machine.`,
  );
}
