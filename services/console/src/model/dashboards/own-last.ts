import { LASTS, type Last, type Length, minutesOf } from '../links/time-shown.ts';
import type { Dashboard } from './dashboard.ts';

const AGO = /^now-(\d+[mhd])$/;

/** The default time range of a dashboard: the shortest of {@link LASTS} that covers it; undefined if it does not end now. */
export function ownLast({ time }: Pick<Dashboard, 'time'>): Last | undefined {
  const [, length] = AGO.exec(time?.from ?? '') ?? [];
  if (length === undefined || time?.to !== 'now') return undefined;
  return LASTS.find((last) => minutesOf(last) >= minutesOf(length as Length));
}
