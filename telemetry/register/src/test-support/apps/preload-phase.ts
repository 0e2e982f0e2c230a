import { isPreloadingByRequire } from '../../preload-phase.ts';

console.log(isPreloadingByRequire());
