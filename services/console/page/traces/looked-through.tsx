import type { TracesAnswer } from '../../src/api/traces.ts';
import { counted } from '../../src/model/format/text.ts';

/** How many traces were found, and whether there may be more. */
export function LookedThrough({ answer: { traces, isPart, mostOfEach, asked, notAsked } }: { answer: TracesAnswer }) {
  const failed = traces.filter((trace) => trace.failed).length;
  return (
    <p className="state" role="status">
      {counted(traces.length, 'trace')}, {failed === 0 ? 'none failed' : `${failed} failed`}.
      {isPart &&
        ` There may be more: only the newest ${mostOfEach} ${asked === 1 ? '' : 'of each service '}were looked through. A shorter time, a service or another condition reaches the others.`}
      {notAsked > 0 &&
        ` ${counted(notAsked, 'other service')} ${notAsked === 1 ? 'was' : 'were'} not asked: choose one.`}
    </p>
  );
}
