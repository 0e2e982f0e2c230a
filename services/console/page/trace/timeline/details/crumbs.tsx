import type { SpanNode } from '@cortex/trace-testing/trace';
import { cut } from '../../../../src/model/format/text.ts';
import type { Reckoned } from '../../../../src/model/waterfall/waterfall.ts';
import { useLookedAt } from '../../looked-at.ts';

const MOST = 12;
const LONGEST_NAME = 40;
const LONGEST_TITLE = 200;

/** The path from the root to the parent; the begin and end of a long one. */
export function Crumbs({ known: { parents }, span }: { known: Reckoned; span: SpanNode }) {
  const { select } = useLookedAt();
  const above: SpanNode[] = [];
  for (let at = parents.get(span); at !== undefined; at = parents.get(at)) above.push(at);
  if (above.length === 0) return null;
  const way = above.reverse();
  const left = way.length - MOST;
  const shown = left > 0 ? [...way.slice(0, 2), ...way.slice(2 + left)] : way;
  return (
    <nav aria-label="Path from the root" className="crumbs">
      <ol>
        {shown.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ids may be there twice
          <li key={index}>
            {left > 0 && index === 2 && <span className="quiet">… {left} more › </span>}
            <button
              type="button"
              onClick={() => select(one.spanId)}
              title={`${cut(one.service, LONGEST_TITLE)}: ${cut(one.name, LONGEST_TITLE)}`}
            >
              {cut(one.name, LONGEST_NAME)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
