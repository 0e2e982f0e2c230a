import type { Window } from './resources.ts';
import { SERVICE_OF, SERVICES_BEHIND, type ServiceName, type Stage } from './rows.ts';

/** When each service worked for a stage. @param startedAt in milliseconds since 1970 */
export function loadWindows(stages: readonly Stage[], startedAt: number): Map<ServiceName, Window[]> {
  const windows = new Map<ServiceName, Window[]>();
  for (const { row, startSeconds, seconds } of stages) {
    const from = startedAt + startSeconds * 1000;
    for (const service of [SERVICE_OF[row], ...(SERVICES_BEHIND[row] ?? [])]) {
      windows.set(service, [...(windows.get(service) ?? []), { from, to: from + seconds * 1000 }]);
    }
  }
  return windows;
}
