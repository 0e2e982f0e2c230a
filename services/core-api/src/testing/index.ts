export { Replicas, type ReplicasOptions } from './replicas.ts';
export { describeReplicas } from './replicas-contract.ts';
export { StoredMessages } from './stored-messages.ts';
export { StreamClient } from './stream-client.ts';
export { StreamCopies } from './stream-copies.ts';
export { authorization } from './test-app.ts';
export { WITH_METRICS } from './test-settings.ts';
export { describeWorkers } from './workers-contract.ts';
