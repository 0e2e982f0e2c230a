import type { Origin } from '../../src/model/function-uses.ts';

export const ORIGIN_TITLES: Record<Origin, string> = { application: 'own', package: 'package', node: 'Node.js' };
