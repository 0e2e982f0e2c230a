export { writeFakeGo } from '../backends/testing/fake-go.ts';
export type { BackendProcess } from './backend-process.ts';
export { CollectorTiers, type CollectorTiersOptions } from './collector-tiers.ts';
export { freePort, freePorts } from './free-ports.ts';
export { KubernetesCluster } from './kubernetes-cluster.ts';
export { NatsCluster } from './nats-cluster.ts';
export { NatsServer } from './nats-server.ts';
export { type CommandResult, runCommand } from './run-command.ts';
export { smallDisk } from './small-disk.ts';
