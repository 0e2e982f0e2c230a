import type { AlertsAnswer } from '../../src/api/alerts.ts';
import { counted } from '../../src/model/format/text.ts';
import { ALERT_STATES, type AlertState } from '../../src/questions/alerts/all-alerts.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { AlertCard } from './alert-card.tsx';
import { alertKey } from './alert-key.ts';
import { Silences } from './silences.tsx';
import './alerts.css';

const REFRESH_MILLISECONDS = 10_000;
const TITLES: Record<AlertState, string> = { firing: 'Firing', pending: 'Pending', silenced: 'Silenced or suppressed' };
const NONE: Record<AlertState, string> = {
  firing: 'No alert is firing.',
  pending: 'No alert is pending.',
  silenced: 'No alert is silenced.',
};

/** Alerts by state, each with its evidence, and the active silences. */
export function AlertsPage() {
  const result = useAnswer<AlertsAnswer>('/api/alerts', {}, { everyMilliseconds: REFRESH_MILLISECONDS });
  return (
    <>
      <PageHead title="Alerts" />
      <Answered result={result} what="the alerts">
        {(answer) => <Known answer={answer} />}
      </Answered>
    </>
  );
}

function Known({ answer: { alerts, silences, away, isCut } }: { answer: AlertsAnswer }) {
  return (
    <>
      {away.map((message) => (
        <p key={message} className="failure">
          {message}
        </p>
      ))}
      {isCut && <p className="quiet">The first {counted(alerts.length, 'alert')} are shown.</p>}
      {ALERT_STATES.map((state) => {
        const shown = alerts.filter((alert) => alert.state === state);
        return (
          <section key={state} className="card" aria-labelledby={state}>
            <h2 id={state}>{TITLES[state]}</h2>
            {shown.length === 0 && (
              <Empty>{away.length > 0 ? 'It is unknown whether there are any.' : NONE[state]}</Empty>
            )}
            <ul className="alert-list">
              {shown.map((alert) => (
                <AlertCard key={alertKey(alert)} alert={alert} />
              ))}
            </ul>
          </section>
        );
      })}
      <Silences silences={silences} />
    </>
  );
}
