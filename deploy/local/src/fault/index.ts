export type { Fault } from './fault.ts';
export { FaultClient } from './fault-client.ts';
export { internalSecret } from './internal-secret.ts';
