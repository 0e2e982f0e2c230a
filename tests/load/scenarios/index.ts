import { endurance } from './endurance.ts';
import type { Scenario } from './scenario.ts';
import { spike } from './spike.ts';
import { steady } from './steady.ts';
import { throughput } from './throughput.ts';

export const scenarios: Record<string, Scenario> = { steady, spike, endurance, throughput };
