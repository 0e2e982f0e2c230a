import { fileURLToPath } from 'node:url';
import { type Contract, loadContract } from '@cortex/telemetry-contract';

/** The contract of this platform, as `contract.yaml` declares it. */
export function platformContract(): Contract {
  return loadContract(fileURLToPath(new URL('../contract.yaml', import.meta.url)));
}
