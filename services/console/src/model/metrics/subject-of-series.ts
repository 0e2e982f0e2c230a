import type { Subject } from '../links/signals.ts';
import { serviceOf } from '../services/job.ts';

const JOB = /\bjob\s*=\s*"([^"\\]+)"/g;

/** What a series is about, from its labels or, if these do not name a service, from the only job in its query. */
export function subjectOfSeries(labels: Record<string, string>, query: string): Subject {
  const { job, service_name, span_name, gen_ai_tool_name } = labels;
  const whose = job ?? onlyJobIn(query);
  return {
    service: service_name || (whose && serviceOf(whose)),
    operation: span_name || undefined,
    tool: gen_ai_tool_name || undefined,
  };
}

function onlyJobIn(query: string): string | undefined {
  const jobs = new Set([...query.matchAll(JOB)].map(([, job]) => job));
  return jobs.size === 1 ? [...jobs][0] : undefined;
}
