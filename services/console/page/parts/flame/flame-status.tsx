import type { ReactNode } from 'react';
import type { FlameNode } from '../../../src/model/flame/flame-node.ts';
import { counted, percent } from '../../../src/model/format/text.ts';
import { Cut } from '../cut.tsx';

/** How the boxes of a flame graph are described. */
export interface FlameTexts {
  root: FlameNode;
  /** Formats a value with its unit. */
  valueText(value: number): string;
  /** Shows the span of a box. */
  select?: ((spanId: string) => void) | undefined;
  /** Describes a box, instead of its values. */
  describe?(node: FlameNode): ReactNode;
}

export interface FlameStatusProps extends FlameTexts {
  node: FlameNode;
  children: ReactNode;
}

/** Describes the selected box in words and numbers. */
export function FlameStatus({ node, root, valueText, select, describe, children }: FlameStatusProps) {
  const { name, note, spanId } = node;
  return (
    <figcaption className="flame-status">
      <span role="status">
        <strong>
          <Cut text={name || '(anonymous)'} />
        </strong>{' '}
        {note !== '' && (
          <span className="quiet mono">
            <Cut text={note} />
          </span>
        )}{' '}
        {describe === undefined ? <Values {...{ node, root, valueText }} /> : describe(node)}
      </span>
      {select !== undefined && spanId !== undefined && (
        <button type="button" onClick={() => select(spanId)}>
          Show span
        </button>
      )}
      {children}
    </figcaption>
  );
}

function Values({ node, root, valueText }: Pick<FlameStatusProps, 'node' | 'root' | 'valueText'>) {
  const { self, total, count, failures } = node;
  const share = root.total === 0 ? 0 : total / root.total;
  return (
    <>
      {valueText(total)} ({percent(share)}), self {valueText(self)}
      {count > 1 && `, ${count.toLocaleString('en')} times`}
      {failures > 0 && <span className="failed"> ✖ {counted(failures, 'span')} failed</span>}
    </>
  );
}
