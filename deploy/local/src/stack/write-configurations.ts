import { writeAlertmanagerWebhook, writeJaegerUi, writePrometheusConfiguration } from '../backends/index.ts';
import type { Settings } from '../settings.ts';
import { dataDirectoryOf } from './backends.ts';
import { urlsOf } from './urls.ts';

/** Writes the configuration files in which the backends expand no variables, so that each stack needs its own. */
export async function writeConfigurations(settings: Settings): Promise<void> {
  const { ports, pyroscopeUrl, alertWebhookUrl: url, remoteWriteUrl } = settings;
  const urls = urlsOf(ports);
  const dataDirectory = dataDirectoryOf(settings);
  const profiles = pyroscopeUrl === undefined ? ports.profiles : undefined;
  await writePrometheusConfiguration({
    dataDirectory,
    ports: { ...ports, profiles },
    remoteWrite:
      remoteWriteUrl === undefined ? undefined : { url: remoteWriteUrl, self: new URL(urls.prometheus).host },
  });
  await writeAlertmanagerWebhook({ dataDirectory, url, logsPort: ports.logs });
  await writeJaegerUi({ dataDirectory, consoleUrl: urls.console });
}
