import { join } from 'node:path';
import { type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** The recovery of Alertmanager's silences and notification log. */
export function recoverAlertmanager(dataDirectory: string): Recovery {
  const file = (name: string) => () => setAside(dataDirectory, [join(dataDirectory, 'alertmanager', name)]);
  return recoveryOf([
    { reported: /error creating silence/, repair: file('silences') },
    { reported: /error creating notification log/, repair: file('nflog') },
  ]);
}
