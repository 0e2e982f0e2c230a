// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be positioned freely, as a virtual list needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
import { memo } from 'react';
import { cut, fineDuration } from '../../../src/model/format/text.ts';
import { isFailedAttempt, type McpAttempt } from '../../../src/model/mcp-calls/hops.ts';
import { ServiceMark } from '../service-mark.tsx';
import { Bar, type BarProps } from './bar.tsx';

export interface WaterfallRowProps extends BarProps {
  id: string;
  /** The index among all rows, and the position among the visible ones. */
  index: number;
  place: number;
  /** In pixels. */
  top: number;
  height: number;
  isActive: boolean;
  isSelected: boolean;
  isAbove: boolean;
  isMatch: boolean;
  /** Undefined for a row without children. */
  isFolded: boolean | undefined;
  onChoose(index: number): void;
  onFold(index: number, isFolded: boolean): void;
}

const INDENT_EM = 0.8;
/** Deeper rows are not indented further; screen readers announce their level. */
const DEEPEST_INDENT = 20;
const LONGEST_NAME = 200;
const LONGEST_NOTE = 80;

/** One row: the name of a span, its duration, and its bar. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { id, index, place, row, top, height, isActive, isSelected, isAbove, isMatch, isFolded, onChoose } = props;
  const { interval, selfMicroseconds, depth } = row;
  const classes = [
    isActive && 'is-active',
    isSelected && 'is-selected',
    isAbove && 'is-above',
    isMatch && 'is-match',
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys
    <div
      role="row"
      id={id}
      tabIndex={-1}
      className={`waterfall-row ${classes.join(' ')}`}
      style={{ transform: `translateY(${top}px)`, height }}
      aria-rowindex={place + 2}
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={isFolded === undefined ? undefined : !isFolded}
      onClick={() => onChoose(index)}
    >
      <Name {...props} />
      <span role="gridcell" className="number">
        {fineDuration(interval.end - interval.begin)}
      </span>
      <span role="gridcell" className="number quiet">
        {fineDuration(selfMicroseconds)}
      </span>
      <Bar {...props} />
    </div>
  );
});

function Name({ row: { span, hop, isFailed, depth }, isFolded, index, onFold }: WaterfallRowProps) {
  const name = cut(span.name, LONGEST_NAME);
  return (
    <span
      role="gridcell"
      className="waterfall-name"
      style={{ paddingLeft: `${Math.min(depth, DEEPEST_INDENT) * INDENT_EM}em` }}
      title={`${name}${depth > DEEPEST_INDENT ? ` (level ${depth + 1})` : ''}`}
    >
      {isFolded === undefined ? (
        <span className="fold" />
      ) : (
        <button
          type="button"
          className="fold"
          tabIndex={-1}
          aria-label={isFolded ? 'Unfold' : 'Fold'}
          onClick={(event) => {
            event.stopPropagation();
            onFold(index, !isFolded);
          }}
        >
          {isFolded ? '▸' : '▾'}
        </button>
      )}
      {isFailed && (
        <span className="failed">
          ✖<span className="unseen"> failed </span>
        </span>
      )}
      <ServiceMark service={hop?.from ?? span.service} />
      {hop?.to !== undefined && hop.from !== undefined && (
        <>
          → <ServiceMark service={hop.to} />
        </>
      )}
      <span className="span-name">{name}</span>
      {hop !== undefined && <HopNote attempts={hop.attempts} protocol={hop.protocol} transport={hop.transport} />}
    </span>
  );
}

interface HopNoteProps {
  attempts: readonly McpAttempt[];
  protocol: string | undefined;
  transport: string | undefined;
}

function HopNote({ attempts, protocol, transport }: HopNoteProps) {
  const failed = attempts.filter(isFailedAttempt).length;
  const notes = [
    'MCP',
    attempts.length > 1 && `${attempts.length} attempts`,
    failed > 0 && failed < attempts.length && `${failed} failed`,
    transport,
    protocol,
  ].filter((note) => typeof note === 'string');
  const text = cut(notes.join(' · '), LONGEST_NOTE);
  return (
    <span className="hop-note" title={text}>
      {text}
    </span>
  );
}
