import { writeAlertmanagerWebhook, writeJaegerUi, writePrometheusConfiguration } from '../backends/index.ts';
import type { Settings } from '../settings.ts';
import { dataDirectoryOf } from './backends.ts';
import { urlsOf } from './urls.ts';

/** What backends read from files and expand no variables in: each stack has its own. */
export async function writeConfigurations(settings: Settings): Promise<void> {
  const { ports, pyroscopeUrl, alertWebhookUrl: url } = settings;
  const dataDirectory = dataDirectoryOf(settings);
  const profiles = pyroscopeUrl === undefined ? ports.profiles : undefined;
  await writePrometheusConfiguration({ dataDirectory, ports: { ...ports, profiles } });
  await writeAlertmanagerWebhook({ dataDirectory, url, logsPort: ports.logs });
  await writeJaegerUi({ dataDirectory, consoleUrl: urlsOf(ports).console });
}
