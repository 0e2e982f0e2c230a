import { describeWorkers } from '../../testing/workers-contract.ts';

// `npm test -- scale` has 20.
describeWorkers({ rounds: 2 });
