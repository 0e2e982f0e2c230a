import { join } from 'node:path';
import { type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** The recovery of a block that Prometheus cannot open. Prometheus itself repairs its write-ahead log and the head's chunks. */
export function recoverPrometheus(dataDirectory: string): Recovery {
  const repair = (block: string) => setAside(dataDirectory, [join(dataDirectory, 'prometheus', block)]);
  return recoveryOf([{ reported: /corrupted block ([0-9A-Z]{26})/, repair }]);
}
