import { alertmanagerConfiguration } from '../paths.ts';
import type { AlertmanagerSettings, BackendCommand } from '../types.ts';
import { alertmanagerDirectory } from './alertmanager-webhook.ts';

/** One Alertmanager without peers. It reads `webhook-url` from its working directory. */
export function alertmanagerCommand({ binary, dataDirectory, page, listen }: AlertmanagerSettings): BackendCommand {
  const directory = alertmanagerDirectory(dataDirectory);
  return {
    command: binary,
    args: [
      `--config.file=${alertmanagerConfiguration}`,
      `--storage.path=${directory}`,
      `--web.listen-address=${listen}`,
      // The target of links in notifications.
      `--web.external-url=${page}`,
      '--web.route-prefix=/',
      '--cluster.listen-address=',
    ],
    env: {},
    cwd: directory,
    readiness: { url: `http://${listen}/-/ready` },
  };
}
