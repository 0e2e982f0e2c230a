import { type IncomingMessage, request } from 'node:http';
import { UserTokens } from '@cortex/core-api/auth';
import { eventually } from '@cortex/trace-testing';
import { User } from '../../bench/hostile/user.ts';
import { ControlGroup } from '../../platform/limits/control-group.ts';
import { memoryLimitOf } from '../../platform/limits/memory-limit.ts';
import { mebibytes, memoryOf } from '../../platform/limits/process-memory.ts';
import type { LimitedProcess } from '../limited-process.ts';
import { startLimitedService } from '../limited-service.ts';
import type { SecurityPlatform } from '../security-platform.ts';

const MEBIBYTES = memoryLimitOf('core-api');
const HOARDERS = ['hoarder-1', 'hoarder-2', 'hoarder-3', 'hoarder-4'];
const STREAMS_OF_EACH = 250;
/** Each becomes an event with the previous ones as its context: from the sixth on 300 KB, three times the bound of one stream in total. */
const INPUTS_OF_EACH = 15;
/** The longest input, of characters with three bytes. */
const LONG_INPUT = `words ${'語'.repeat(16_378)}`;

/** Starts a core-api beside the platform's, with limited memory, and with users that are in no file. */
export function unreadStreamsSuite(under: SecurityPlatform): void {
  const missing = ControlGroup.missing();
  if (missing) console.warn(`The memory of core-api is not limited but measured: ${missing}.`);

  function startCoreApi(): Promise<LimitedProcess> {
    const { urls } = under.platform;
    return startLimitedService({
      folder: 'core-api',
      mebibytes: MEBIBYTES,
      imports: ['@cortex/telemetry/register'],
      env: {
        ...under.secrets,
        NODE_ENV: 'development',
        MEMORY_URL: urls.memory,
        COGNITION_URL: urls.cognition,
        OTEL_EXPORTER_OTLP_ENDPOINT: urls.collector,
        OTEL_SERVICE_NAME: 'core-api',
      },
    });
  }

  test('1,000 streams that four users do not read neither kill core-api nor delay a fifth user', async () => {
    await using coreApi = await startCoreApi();
    using crowd = new DisposableStack();
    const tokens = new UserTokens({ secret: under.secrets.CORTEX_JWT_SECRET, lifetimeSeconds: 3600 });
    const issued = await Promise.all(HOARDERS.map((id) => tokens.issue(id)));
    const hoarders = issued.map((token) => crowd.use(new Hoarder(coreApi.url, token)));
    const leave = new AbortController();
    crowd.defer(() => leave.abort());
    const user = new User(coreApi.url);
    const using = user.useUntil(leave.signal);
    await eventually(async () => user.answered > 0 || undefined, { what: 'the first output of the user' });

    const statuses = (await Promise.all(hoarders.map((hoarder) => hoarder.openStreams()))).flat();
    await Promise.all(hoarders.map((hoarder) => hoarder.sendInputs()));
    leave.abort();
    await using;

    expect({ end: coreApi.end, output: coreApi.output }).toEqual({ end: undefined, output: expect.any(String) });
    expect(mebibytes(memoryOf(coreApi.pid).mostResident)).toBeLessThan(MEBIBYTES);
    expect(user.failures).toEqual([]);
    // One of the 1,000 streams is the user's.
    expect(statuses.toSorted()).toEqual([...Array<number>(statuses.length - 1).fill(200), 503]);
  });
}

/** Opens as many streams as a user may, sends long inputs, and reads none of the outputs. */
class Hoarder implements Disposable {
  readonly #coreApi: string;
  readonly #headers: Record<string, string>;
  readonly #streams: IncomingMessage[] = [];

  constructor(coreApi: string, token: string) {
    this.#coreApi = coreApi;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  openStreams(): Promise<number[]> {
    return Promise.all(Array.from({ length: STREAMS_OF_EACH }, () => this.#openStream()));
  }

  async sendInputs(): Promise<void> {
    for (let sent = 0; sent < INPUTS_OF_EACH; sent++)
      await eventually(() => this.#sendInput(), { what: 'a long input to be taken', timeoutMilliseconds: 60_000 });
  }

  /** Undefined if core-api is too busy. */
  async #sendInput(): Promise<true | undefined> {
    const body = JSON.stringify({ content: LONG_INPUT });
    const answer = await fetch(`${this.#coreApi}/input`, { method: 'POST', headers: this.#headers, body });
    const text = await answer.text();
    if (answer.status === 503) return undefined;
    expect({ status: answer.status, text }).toMatchObject({ status: 202 });
    return true;
  }

  [Symbol.dispose](): void {
    for (const stream of this.#streams) stream.destroy();
  }

  #openStream(): Promise<number> {
    return new Promise((resolve, reject) => {
      const opened = request(`${this.#coreApi}/output/stream`, { headers: this.#headers, agent: false }, (stream) => {
        this.#streams.push(stream);
        // A stream that is cut has not been read to its end.
        stream.on('error', () => {});
        resolve(stream.statusCode ?? 0);
      });
      opened.on('error', reject).end();
    });
  }
}
