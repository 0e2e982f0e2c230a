import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Figures } from '../../src/model/mcp-calls/figures.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';
import { quantileText, rateText, shareText } from '../../src/model/mcp-calls/text.ts';
import type { Quantile } from '../../src/model/metrics/histogram.ts';
import { TracesLink } from './traces-link.tsx';

export interface FiguresOf {
  figures: Figures;
  /** The calls that the figures describe. */
  part: CallsPart;
  side: Side;
  /** The period in which all calls were counted; undefined where only some were. */
  seconds: number | undefined;
}

export const FIGURE_TITLES = ['Calls', 'Rate', 'Errors', 'p50', 'p95'];

/** The figures, each linked to its traces. */
export function figureTexts({ figures, part, side, seconds }: FiguresOf) {
  const { calls, failures, median, p95 } = figures;
  const link = { part, side };
  return [
    <TracesLink key="calls" {...link} title="Traces of these calls">
      {calls.toLocaleString('en')}
    </TracesLink>,
    seconds === undefined ? <Unknown key="rate" why="Not every call has a trace" /> : rateText(calls, seconds),
    failures === 0 ? (
      <span key="errors">0 %</span>
    ) : (
      <TracesLink key="errors" {...link} failed title="Traces of failed calls">
        <span className="failed">
          {shareText(failures, calls)} <small>({failures.toLocaleString('en')})</small>
        </span>
      </TracesLink>
    ),
    <Known key="p50" quantile={median} />,
    <TracesLink key="p95" {...link} min={p95?.from} title="Traces of calls that take longer">
      <Known quantile={p95} />
    </TracesLink>,
  ];
}

export function FigureCells(props: FiguresOf) {
  return figureTexts(props).map((text, index) => (
    <td key={FIGURE_TITLES[index]} className="number">
      {text}
    </td>
  ));
}

function Known({ quantile }: { quantile: Quantile | undefined }) {
  if (quantile === undefined) return <Unknown why="Not measured in a known unit" />;
  return quantileText(quantile);
}

export function Unknown({ why }: { why: string }) {
  return (
    <span className="quiet" title={why}>
      –<span className="unseen">unknown: {why}</span>
    </span>
  );
}
