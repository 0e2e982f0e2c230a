import module from 'node:module';
import { extname } from 'node:path';
import { hasWholeSyncHooks } from '../runtime.ts';
import { markCompiled } from './mark-compiled.ts';
import { markLoaded } from './mark-loaded.ts';
import { defineReport } from './protocol-instances.ts';

interface Options {
  /** Whether ES modules may be hooked in a separate thread if this Node.js has no other way. */
  thread: boolean;
}

let isHooked = false;

/** Makes each `Protocol` of an MCP SDK that is loaded from here on report its instances, in whatever file a bundler has put it. */
export function hookLoading({ thread }: Options): void {
  if (isHooked || !defineReport()) return;
  isHooked = true;
  if (hasWholeSyncHooks()) {
    module.registerHooks({ load: (url, context, next) => markLoaded(next(url, context)) });
    return;
  }
  markCompiled();
  if (thread) module.register(`./loader-thread${extname(import.meta.filename)}`, import.meta.url);
}
