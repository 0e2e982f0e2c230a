import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopbackUrl } from './loopback.ts';

/** Each notification becomes one log line: the template is in deploy/alertmanager. */
const LOG_STORE_PATH = '/insert/jsonline?{{ template "cortex.logs.query" . }}';

/** The working directory of Alertmanager, with its state. */
export function alertmanagerDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'alertmanager');
}

export interface AlertmanagerWebhookOptions {
  dataDirectory: string;
  /** The receiver of alerts; undefined: the log store on `logsPort` keeps them. */
  url: string | undefined;
  logsPort: number;
}

/** Alertmanager expands no variables, but reads a webhook's URL from a file; so each stack gets a file of its own. */
export async function writeAlertmanagerWebhook(options: AlertmanagerWebhookOptions): Promise<void> {
  const { dataDirectory, logsPort, url = loopbackUrl(logsPort, LOG_STORE_PATH) } = options;
  const directory = alertmanagerDirectory(dataDirectory);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'webhook-url'), url);
}
