import type { LoadHook } from 'node:module';
import { markLoaded } from './mark-loaded.ts';

/** The load hook for `module.register`, which runs it in a separate thread. */
export const load: LoadHook = async (url, context, next) => markLoaded(await next(url, context));
