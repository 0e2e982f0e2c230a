import { z } from 'zod';
import { internalToken } from '../state/internal-token.ts';
import { UserError } from '../user-error.ts';
import { type Fault, fault } from './fault.ts';

const answer = z.object({ faults: z.array(fault) });
const problem = z.object({ detail: z.string() });

export interface FaultClientOptions {
  service: string;
  /** The base URL of the service. */
  url: string;
  /** The key of the tokens between services. */
  secret: string;
}

/** A client for a service's /admin/faults. Each method resolves to the faults that are set afterwards. */
export class FaultClient {
  readonly #options: FaultClientOptions;

  constructor(options: FaultClientOptions) {
    this.#options = options;
  }

  list(): Promise<Fault[]> {
    return this.#ask('GET', '');
  }

  set(wanted: Fault): Promise<Fault[]> {
    return this.#ask('PUT', '', wanted);
  }

  clear(tool: string | undefined): Promise<Fault[]> {
    return this.#ask('DELETE', tool === undefined ? '' : `?${new URLSearchParams({ tool })}`);
  }

  async #ask(method: string, query: string, body?: Fault): Promise<Fault[]> {
    const { service, url } = this.#options;
    const response = await fetch(`${url}/admin/faults${query}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new UserError(`${service} does not answer at ${url}: it may be starting again. Try again in a moment.`);
    });
    const content: unknown = await response.json();
    if (response.ok) return answer.parse(content).faults;
    throw new UserError(reasonOf(response.status, content, service));
  }

  #token(): Promise<string> {
    const { service, secret } = this.#options;
    return internalToken({ subject: 'operator:faults', issuer: 'operator', service, secret });
  }
}

function reasonOf(status: number, content: unknown, service: string): string {
  if (status === 404) {
    return `${service} does not accept faults. Start it with CORTEX_FAULTS=on; npm start does so unless NODE_ENV is production.`;
  }
  return `${service} answered ${status}: ${problem.safeParse(content).data?.detail ?? 'without a reason'}`;
}
