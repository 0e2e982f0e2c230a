import { z } from 'zod';
import { type Address, askFor } from './ask.ts';

const labels = z.record(z.string(), z.string());
const alerts = z.array(
  z.object({
    labels,
    annotations: labels,
    startsAt: z.string(),
    generatorURL: z.string().default(''),
    status: z.object({ state: z.string() }),
  }),
);

export type Alert = z.output<typeof alerts>[number];

/** Asks an Alertmanager by its HTTP API. */
export class AlertmanagerClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** Those that fire, silenced ones too. */
  async alerts(): Promise<Alert[]> {
    return askFor(this.#address, alerts, { path: '/api/v2/alerts' });
  }
}
