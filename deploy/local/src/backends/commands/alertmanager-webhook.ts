import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopbackUrl } from './loopback.ts';

/** The path at which the log store turns each notification into one log line. The template is in deploy/alertmanager. */
const LOG_STORE_PATH = '/insert/jsonline?{{ template "cortex.logs.query" . }}';

/** The working directory of Alertmanager, with its state. */
export function alertmanagerDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'alertmanager');
}

export interface AlertmanagerWebhookOptions {
  dataDirectory: string;
  /** The receiver of alerts. Default: the log store on `logsPort`. */
  url: string | undefined;
  logsPort: number;
}

/** Writes the file with the webhook's URL, one for each stack, because Alertmanager does not expand variables. */
export async function writeAlertmanagerWebhook(options: AlertmanagerWebhookOptions): Promise<void> {
  const { dataDirectory, logsPort, url = loopbackUrl(logsPort, LOG_STORE_PATH) } = options;
  const directory = alertmanagerDirectory(dataDirectory);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'webhook-url'), url);
}
