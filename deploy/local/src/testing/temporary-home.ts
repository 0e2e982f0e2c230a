import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A state directory that is gone again when it is disposed of. */
export function temporaryHome(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'cortex-local-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
