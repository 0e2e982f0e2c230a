import type { LoadFnOutput } from 'node:module';
import { markProtocols, mayHoldProtocol } from './mark-source.ts';

const NO_JAVASCRIPT = new Set(['addon', 'builtin', 'json', 'wasm']);

/** Marks the protocols in the source that a load hook of Node.js returns. */
export function markLoaded(loaded: LoadFnOutput): LoadFnOutput {
  const bytes = viewOf(loaded.source);
  if (bytes === undefined || NO_JAVASCRIPT.has(String(loaded.format)) || !mayHoldProtocol(bytes)) return loaded;
  const source = markProtocols(typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes));
  return source === undefined ? loaded : { ...loaded, source };
}

function viewOf(source: LoadFnOutput['source']): string | Uint8Array | undefined {
  if (source === undefined || source === null || typeof source === 'string') return source ?? undefined;
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
