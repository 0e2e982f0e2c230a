import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AttentionAnswer } from '../../src/api/overview.ts';
import { serviceOf } from '../../src/model/services/job.ts';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { Runbook } from '../parts/runbook.tsx';
import { SignalLinks } from '../parts/signal-links.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { NOW } from './use-attention.ts';

type Alert = AttentionAnswer['alerts'][number];

const LONGEST_SUMMARY = 300;

/** The firing alerts, each with its runbook and the traces behind it. */
export function Alerts({ result }: { result: UseQueryResult<AttentionAnswer> }) {
  return (
    <section className="card" aria-labelledby="alerts">
      <h2 id="alerts">
        <Link to="/alerts">Alerts</Link>
      </h2>
      <Answered result={result} what="the alerts">
        {({ alerts, away }) => (
          <>
            {alerts.length === 0 && <Empty>{noAlert(away)}</Empty>}
            {away.filter(isOfAlertmanager).map((message) => (
              <p key={message} className="failure">
                {message}
              </p>
            ))}
            <ul className="alerts">
              {alerts.map((alert) => (
                <AlertLine key={JSON.stringify([alert.name, alert.labels])} alert={alert} />
              ))}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}

/** Alertmanager knows only what Prometheus sends it. */
function noAlert(away: readonly string[]): string {
  if (away.some(isOfAlertmanager)) return 'It is unknown whether an alert is firing.';
  if (away.some((message) => message.startsWith('Prometheus'))) {
    return 'It is unknown whether an alert is firing: Prometheus, which evaluates the rules, cannot be reached.';
  }
  return 'No alert is firing.';
}

export const isOfAlertmanager = (message: string): boolean => message.startsWith('Alertmanager');

function AlertLine({ alert: { name, severity = 'no severity', summary, since, labels, runbook } }: { alert: Alert }) {
  const service = labels.service ?? (labels.job && serviceOf(labels.job));
  return (
    <li>
      <strong className={severity === 'critical' ? 'failed' : 'warned'}>
        ▲ <Cut text={name} /> ({severity})
      </strong>{' '}
      <Cut text={summary} most={LONGEST_SUMMARY} />{' '}
      <span className="quiet">
        since <Moment at={Date.parse(since)} />
      </span>{' '}
      {service !== undefined && (
        <>
          <Cut text={service} most={40} />: <SignalLinks of={{ service, time: NOW }} />
        </>
      )}{' '}
      {runbook !== undefined && <Runbook at={runbook} />}
    </li>
  );
}
