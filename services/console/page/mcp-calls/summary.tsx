import { counted } from '../../src/model/format/text.ts';
import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Catalogue } from '../../src/model/mcp-calls/catalogue.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';
import type { Source } from '../../src/questions/tool-catalogue.ts';
import { Cut } from '../parts/cut.tsx';
import { Failure } from '../parts/states.tsx';
import { FIGURE_TITLES, figureTexts } from './figure-cells.tsx';
import { TracesLink } from './traces-link.tsx';

export interface SummaryProps {
  catalogue: Catalogue;
  side: Side;
  seconds: number | undefined;
  part?: CallsPart;
}

/** The figures of all calls, and their errors by type. */
export function Summary({ catalogue: { total, errors }, side, seconds, part = {} }: SummaryProps) {
  const texts = figureTexts({ figures: total, part, side, seconds });
  return (
    <section className="card" aria-label="Figures">
      <dl className="figures">
        {texts.map((text, index) => (
          <div key={FIGURE_TITLES[index]}>
            <dt>{FIGURE_TITLES[index]}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {errors.length > 0 && (
        <ul className="error-types" aria-label="Errors by type">
          {errors.map(({ errorType, calls, failed }) => (
            <li key={errorType}>
              <TracesLink part={{ ...part, errorType }} side={side} title="Traces with this error">
                <span className={failed ? 'failed' : 'quiet'}>
                  <Cut text={errorType} most={60} /> {calls.toLocaleString('en')}
                </span>
              </TracesLink>
              {!failed && <span className="quiet"> not a server error: the client disconnected</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** States what the figures were computed from, and which backend could not be reached. */
export function Sources({ source, away }: { source: Source; away: readonly string[] }) {
  return (
    <>
      {away.map((reason) => (
        <Failure key={reason} error={new Error(reason)} />
      ))}
      {source.of === 'traces' && source.traces > 0 && (
        <p className="state">
          There are no metrics of these calls: the figures come from {counted(source.traces, 'trace')}
          {source.hasMore ? ', the newest of more' : ''}. Rates are unknown, since not every call has a trace.
        </p>
      )}
    </>
  );
}
