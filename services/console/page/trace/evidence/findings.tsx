import { useState } from 'react';
import type { Finding } from '../../../src/questions/explain-trace/finding.ts';
import { FindingItem, type FindingItemProps } from './finding-item.tsx';

/** The others take a click, so that the trace itself stays in view. */
const FIRST = 3;

export interface FindingsProps extends Pick<FindingItemProps, 'spans' | 'select'> {
  /** The likeliest cause first. */
  findings: Finding[];
}

export function Findings({ findings, ...rest }: FindingsProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? findings : findings.slice(0, FIRST);
  return (
    <>
      <ol>
        {shown.map((finding, index) => (
          <FindingItem key={`${finding.kind} ${finding.summary}`} finding={finding} {...rest} isOpen={index === 0} />
        ))}
      </ol>
      {findings.length > FIRST && (
        <button type="button" className="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? `The first ${FIRST}` : `All ${findings.length} findings`}
        </button>
      )}
    </>
  );
}
