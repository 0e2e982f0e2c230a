import { describeWorkers } from '@cortex/core-api/testing';

describeWorkers({ rounds: 20 });
