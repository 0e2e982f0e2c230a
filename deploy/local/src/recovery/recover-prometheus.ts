import { join } from 'node:path';
import { type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** A block that Prometheus cannot open. It repairs its write-ahead log and the head's chunks itself. */
export function recoverPrometheus(dataDirectory: string): Recovery {
  const repair = (block: string) => setAside(dataDirectory, [join(dataDirectory, 'prometheus', block)]);
  return recoveryOf([{ reported: /corrupted block ([0-9A-Z]{26})/, repair }]);
}
