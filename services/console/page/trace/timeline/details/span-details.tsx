import type { SpanNode } from '@cortex/trace-testing/trace';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { cut, fineDuration, printable, printableLines, shortened } from '../../../../src/model/format/text.ts';
import type { Subject } from '../../../../src/model/links/signals.ts';
import { around } from '../../../../src/model/links/time-shown.ts';
import { totalOf } from '../../../../src/model/spans/interval.ts';
import { intervalOf, selfTimesIn } from '../../../../src/model/spans/times.ts';
import { odditiesOf } from '../../../../src/model/waterfall/oddities.ts';
import { fitted } from '../../../../src/model/waterfall/zoom.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Moment } from '../../../parts/moment.tsx';
import { SignalLinks } from '../../../parts/signal-links.tsx';
import { SpanFunctions } from '../../evidence/span-functions.tsx';
import { Fact } from '../../fact.tsx';
import { useLookedAt } from '../../looked-at.ts';
import { ServiceMark } from '../../service-mark.tsx';
import type { TimelineState } from '../use-timeline.ts';
import { AttributeTable } from './attribute-table.tsx';
import { Crumbs } from './crumbs.tsx';
import { HopDetails } from './hop-details.tsx';
import { SpanEvents } from './span-events.tsx';
import { SpanLinks } from './span-links.tsx';

const LONGEST_NAME = 300;
const LONGEST_MESSAGE = 2000;

export interface SpanDetailsProps {
  timeline: TimelineState;
  span: SpanNode;
}

/** Everything that is known about a span. */
export function SpanDetails({ timeline: { waterfall, zoom }, span }: SpanDetailsProps) {
  const { isStored, trace } = useLookedAt();
  const selfTime = useMemo(() => selfTimesIn(trace.spans), [trace]);
  const { extent, path, hops } = waterfall;
  const hop = hops.find(({ attempts }) => attempts.some(({ client, server }) => client === span || server === span));
  const since = (at: number) => fineDuration(at - extent.begin);
  const onPath = totalOf(path.get(span) ?? []);
  return (
    <article className="span-details">
      <Crumbs known={waterfall} span={span} />
      <h2>{cut(span.name, LONGEST_NAME)}</h2>
      <p className="span-what">
        <ServiceMark service={span.service} /> {span.kind.toLowerCase()}
        <Status span={span} />
      </p>
      {odditiesOf(waterfall, span).map((sentence) => (
        <p key={sentence} className="warned">
          ⚠ {printable(sentence)}
        </p>
      ))}
      <dl className="facts">
        <Fact name="Begin">
          <Moment at={span.startMicroseconds / 1000} />
        </Fact>
        <Fact name="Since the trace's begin">{since(span.startMicroseconds)}</Fact>
        <Fact name="Duration">{fineDuration(span.durationMicroseconds)}</Fact>
        <Fact name="Self">{fineDuration(selfTime(span))}</Fact>
        <Fact name="On the critical path">{onPath === 0 ? 'not at all' : fineDuration(onPath)}</Fact>
        <Fact name="Span">
          <span className="mono">{printable(span.spanId)}</span>
        </Fact>
      </dl>
      <p className="span-actions">
        <button type="button" onClick={() => zoom.show(fitted(intervalOf(span), zoom.whole))}>
          Zoom to span
        </button>
        <CopyButton what="link to the span" label="Copy link" text={() => window.location.href} />
        <CopyButton
          what="span as JSON"
          label="Copy JSON"
          text={() => JSON.stringify({ ...span, children: undefined }, null, 2)}
        />
        {isStored && (
          <>
            <Link to="/traces" search={{ service: span.service, operation: span.name }}>
              Similar spans
            </Link>
            <SignalLinks of={subjectOf(span)} besides="traces" />
          </>
        )}
      </p>
      {isStored && <SpanFunctions key={span.spanId} traceId={span.traceId} spanId={span.spanId} />}
      {hop !== undefined && <HopDetails hop={hop} parents={waterfall.parents} />}
      <AttributeTable title="Attributes" attributes={span.attributes} isOpen />
      <SpanEvents span={span} begin={extent.begin} />
      <SpanLinks span={span} />
      <AttributeTable title="Resource" attributes={{ 'service.name': span.service, ...span.resource }} />
    </article>
  );
}

function subjectOf({ service, name, traceId, spanId, startMicroseconds, durationMicroseconds }: SpanNode): Subject {
  const begin = startMicroseconds / 1000;
  return { service, operation: name, traceId, spanId, time: around(begin, begin + durationMicroseconds / 1000) };
}

function Status({ span: { status, statusMessage } }: { span: SpanNode }) {
  if (status !== 'ERROR') return null;
  return (
    <span className="failed">
      {' '}
      ✖ failed{statusMessage !== undefined && `: ${printableLines(shortened(statusMessage, LONGEST_MESSAGE))}`}
    </span>
  );
}
