import type { Origin } from '../../src/model/profile/function-uses.ts';

export const ORIGIN_TITLES: Record<Origin, string> = { application: 'own', package: 'package', node: 'Node.js' };
