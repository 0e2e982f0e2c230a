import { useMemo } from 'react';
import { counted, cut, duration, printable, shortened } from '../../src/model/format/text.ts';
import { around } from '../../src/model/links/time-shown.ts';
import { isFailed } from '../../src/model/spans/failed.ts';
import { extentOf } from '../../src/model/spans/times.ts';
import { Moment } from '../parts/moment.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Download } from './evidence/download.tsx';
import { Fact } from './fact.tsx';
import { useLookedAt } from './looked-at.ts';
import { ServiceMark } from './service-mark.tsx';

const LONGEST_NAME = 120;
const MOST_SERVICES = 24;
const LONGEST_TITLE = 2000;

/** The title and the key figures of a trace. */
export function TraceHead({ jaegerJson }: { jaegerJson: string | undefined }) {
  const { trace, main, colours, isStored } = useLookedAt();
  const { begin, end } = useMemo(() => extentOf(trace.spans), [trace]);
  const failures = useMemo(() => trace.spans.filter(isFailed).length, [trace]);
  const name = cut(main?.name ?? 'a trace without spans', LONGEST_TITLE);
  const took = duration((end - begin) / 1000);
  return (
    <header className="trace-head">
      <PageTitle of={`${shortened(name, LONGEST_NAME / 2)}, ${took}`} />
      <h1 title={name}>{shortened(name, LONGEST_NAME)}</h1>
      <dl className="facts">
        <Fact name="Duration">{took}</Fact>
        <Fact name="Spans">{trace.spans.length.toLocaleString('en')}</Fact>
        <Fact name="Failures">
          {failures === 0 ? 'none' : <span className="failed">✖ {counted(failures, 'span')}</span>}
        </Fact>
        <Fact name="Begin">
          <Moment at={begin / 1000} />
        </Fact>
        <Fact name="Services">
          {[...colours.keys()].slice(0, MOST_SERVICES).map((service) => (
            <ServiceMark key={service} service={service} />
          ))}
          {colours.size > MOST_SERVICES && <span className="quiet">and {colours.size - MOST_SERVICES} more</span>}
        </Fact>
        <Fact name="Trace">
          <span className="mono trace-id">{printable(trace.traceId)}</span>
          {jaegerJson !== undefined && (
            <a href={jaegerJson} target="_blank" rel="noreferrer">
              JSON
            </a>
          )}
          <Download />
        </Fact>
        {isStored && (
          <Fact name="In other signals">
            <SignalLinks
              of={{ traceId: trace.traceId, service: main?.service, time: around(begin / 1000, end / 1000) }}
              besides="traces"
            />
          </Fact>
        )}
      </dl>
    </header>
  );
}
