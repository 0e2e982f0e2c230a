export { Replicas } from './replicas.ts';
export { describeReplicas } from './replicas-contract.ts';
export { StreamClient } from './stream-client.ts';
export { StreamCopies } from './stream-copies.ts';
export { authorization } from './test-app.ts';
export { describeWorkers } from './workers-contract.ts';
