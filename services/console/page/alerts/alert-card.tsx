import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import type { AlertGraphAnswer } from '../../src/api/alerts.ts';
import { around } from '../../src/model/links/time-shown.ts';
import type { KnownAlert } from '../../src/questions/alerts/all-alerts.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { Runbook } from '../parts/runbook.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered } from '../parts/states.tsx';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import { alertKey } from './alert-key.ts';
import { SilenceForm } from './silence-form.tsx';
import { ThresholdGraph } from './threshold-graph.tsx';

const LONGEST_SUMMARY = 400;
const LONGEST_VALUE = 200;
/** The links cover this much time before and after the alert began: its cause and its effect. */
const AROUND_MILLISECONDS = 15 * 60_000;

/** An alert's summary and links; once it is open, its graph, labels and silence form as well. */
export function AlertCard({ alert }: { alert: KnownAlert }) {
  const { name, labels, annotations, since, service } = alert;
  const { alert: opened } = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const id = useId();
  const key = alertKey(alert);
  const isOpen = opened === key;
  const toggle = () =>
    navigate({ search: (before) => ({ ...before, alert: isOpen ? undefined : key }), resetScroll: false });
  const { severity = 'no severity' } = labels;
  return (
    <li>
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        {isOpen ? '▾' : '▸'} <span className="unseen">More of </span>
        <strong className={severity === 'critical' ? 'failed' : 'warned'}>
          ▲ <Cut text={name} /> (<Cut text={severity} most={20} />)
        </strong>
      </button>{' '}
      <Cut text={annotations.summary ?? annotations.description ?? ''} most={LONGEST_SUMMARY} />{' '}
      <span className="quiet">
        since <Moment at={Date.parse(since)} />
      </span>{' '}
      <Behind service={service} since={Date.parse(since)} />{' '}
      {annotations.runbook_url !== undefined && <Runbook at={annotations.runbook_url} />}
      <div id={id}>{isOpen && <Opened alert={alert} />}</div>
    </li>
  );
}

/** Links to what the service did around the begin of the alert. */
function Behind({ service, since }: { service: string | undefined; since: number }) {
  if (service === undefined) return null;
  return (
    <>
      <Cut text={service} most={40} />:{' '}
      <SignalLinks
        of={{ service, time: Number.isNaN(since) ? undefined : around(since, since, AROUND_MILLISECONDS) }}
      />
    </>
  );
}

function Opened({ alert: { name, labels, annotations, state, expression } }: { alert: KnownAlert }) {
  const range = useSearch({ strict: false }) as RangeSearch;
  const graph = useAnswer<AlertGraphAnswer>(
    `/api/alerts/${encodeURIComponent(name)}/graph`,
    { labels: JSON.stringify(labels), ...rangeQuery(range) },
    { enabled: expression !== undefined },
  );
  return (
    <div className="alert-open">
      {annotations.description !== undefined && (
        <p>
          <Cut text={annotations.description} most={LONGEST_SUMMARY} />
        </p>
      )}
      {expression === undefined ? (
        <p className="quiet">Prometheus has no rule of this name, so there is no graph.</p>
      ) : (
        <>
          <p>
            <code>
              <Cut text={expression} most={LONGEST_SUMMARY} />
            </code>
          </p>
          <Answered result={graph} what="the graph">
            {(answer) => <ThresholdGraph graph={answer} />}
          </Answered>
        </>
      )}
      <dl className="alert-labels">
        {Object.entries(labels).map(([label, value]) => (
          <div key={label}>
            <dt>
              <Cut text={label} most={60} />
            </dt>
            <dd>
              <Cut text={value} most={LONGEST_VALUE} />
            </dd>
          </div>
        ))}
      </dl>
      {state !== 'silenced' && <SilenceForm labels={labels} />}
    </div>
  );
}
