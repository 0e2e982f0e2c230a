import { hashOf } from '../../src/model/format/hash.ts';
import type { KnownAlert } from '../../src/questions/alerts/all-alerts.ts';

/** Identifies an alert in the URL. */
export function alertKey({ name, labels }: Pick<KnownAlert, 'name' | 'labels'>): string {
  return `${name}~${hashOf(JSON.stringify(Object.entries(labels).sort()))}`;
}
