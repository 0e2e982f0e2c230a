export { describeReplicas } from './replicas-contract.ts';
export { describeWorkers } from './workers-contract.ts';
