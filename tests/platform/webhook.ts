import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

/** The body that Alertmanager posts: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const notification = z.object({
  status: z.enum(['firing', 'resolved']),
  externalURL: z.string(),
  groupLabels: z.record(z.string(), z.string()),
  commonAnnotations: z.record(z.string(), z.string()),
  alerts: z.array(
    z.object({
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
      generatorURL: z.string(),
    }),
  ),
});

export type Notification = z.infer<typeof notification>;

export interface Webhook extends AsyncDisposable {
  url: string;
  /** The notifications so far. */
  notifications: Notification[];
}

/** Starts a receiver of Alertmanager's notifications on a free port. */
export async function openWebhook(): Promise<Webhook> {
  const notifications: Notification[] = [];
  const server = createServer(async (request, response) => {
    notifications.push(notification.parse(await json(request)));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    notifications,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
