import { z } from 'zod';
import { type Address, ask, askFor, refused } from './ask.ts';

const labels = z.record(z.string(), z.string());
const alerts = z.array(
  z.object({
    labels,
    annotations: labels,
    startsAt: z.string(),
    generatorURL: z.string().default(''),
    status: z.object({ state: z.string(), silencedBy: z.array(z.string()).default([]) }),
  }),
);
const silences = z.array(
  z.object({
    id: z.string(),
    matchers: z.array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean().default(false),
        isEqual: z.boolean().default(true),
      }),
    ),
    startsAt: z.string(),
    endsAt: z.string(),
    createdBy: z.string(),
    comment: z.string(),
    status: z.object({ state: z.string() }),
  }),
);
const created = z.object({ silenceID: z.string() });

export type Alert = z.output<typeof alerts>[number];
export type Silence = z.output<typeof silences>[number];
export type NewSilence = Omit<Silence, 'id' | 'status'>;

/** A client of Alertmanager's HTTP API. */
export class AlertmanagerClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** The firing alerts, including silenced ones. */
  async alerts(): Promise<Alert[]> {
    return askFor(this.#address, alerts, { path: '/api/v2/alerts' });
  }

  /** The silences that are active, pending, or ended recently. */
  async silences(): Promise<Silence[]> {
    return askFor(this.#address, silences, { path: '/api/v2/silences' });
  }

  /** Creates a silence. @returns its id */
  async silence(silence: NewSilence): Promise<string> {
    const { silenceID } = await askFor(this.#address, created, {
      path: '/api/v2/silences',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(silence),
    });
    return silenceID;
  }

  /** Ends a silence. Rejects for an unknown one. */
  async endSilence(id: string): Promise<void> {
    const path = `/api/v2/silence/${encodeURIComponent(id)}`;
    const { status, text } = await ask(this.#address, path, { method: 'DELETE' });
    if (status !== 200) throw refused(this.#address, status, text);
  }
}
