import type { GeneratedFile } from '@cortex/local/console';
import { cognitionService } from './dashboards/cognition-service.ts';
import { coreApi } from './dashboards/core-api.ts';
import { memoryService } from './dashboards/memory-service.ts';
import { network } from './dashboards/network.ts';
import { systemOverview } from './dashboards/system-overview.ts';

/** The guide's five dashboards as generated files. */
export function outputs(): GeneratedFile[] {
  return [systemOverview(), coreApi(), memoryService(), cognitionService(), network()].map((builder) => {
    const built = builder.build();
    const name = `${built.uid}.json`;
    const file = new URL(`../dashboards/${name}`, import.meta.url);
    return { name, file, content: `${JSON.stringify(built, null, 2)}\n` };
  });
}
