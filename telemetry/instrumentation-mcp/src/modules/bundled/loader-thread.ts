import type { LoadHook } from 'node:module';
import { markLoaded } from './mark-loaded.ts';

/** The hook for `module.register`, which runs it in a thread of its own. */
export const load: LoadHook = async (url, context, next) => markLoaded(await next(url, context));
