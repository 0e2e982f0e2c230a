export { describeReplicas } from './replicas-contract.ts';
