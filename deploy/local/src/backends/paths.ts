import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../../..');

export const alertmanagerConfiguration = join(repository, 'deploy/alertmanager/alertmanager.yml');
export const backendModules = join(repository, 'deploy/local/backends');
export const collectorDirectory = join(repository, 'collector');
export const jaegerDirectory = join(repository, 'deploy/jaeger');
export const natsConfiguration = join(repository, 'deploy/nats/nats-server.conf');
export const prometheusDirectory = join(repository, 'deploy/prometheus');
