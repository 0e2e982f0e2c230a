import { isMissed, type ObjectiveState } from '../../src/model/alerts/objective-state.ts';
import { counted } from '../../src/model/format/text.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { ScrollCard } from '../parts/scroll-card.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { useObjectives } from './use-objectives.ts';

const COLUMNS = ['Target', 'Wanted', 'Reached'];
const LONGEST_MEANING = 140;
const MOST_OPEN = 10;
/** Stands for the service, where a target covers several. */
const ALL = 'all';

/** The targets of the services, and the figures that they reached. */
export function Objectives() {
  const result = useObjectives();
  return (
    <ScrollCard label="Targets">
      <h2 id="targets">Targets</h2>
      <Answered result={result} what="the targets">
        {({ objectives }) =>
          objectives.length === 0 ? (
            <Empty>Prometheus records no targets. Their rules are generated from deploy/prometheus/slo.yaml.</Empty>
          ) : (
            <Rows objectives={objectives} />
          )
        }
      </Answered>
    </ScrollCard>
  );
}

/** Missed targets are always in view, the others on demand. */
function Rows({ objectives }: { objectives: readonly ObjectiveState[] }) {
  const missed = objectives.filter(isMissed);
  const others = objectives.filter((one) => !isMissed(one));
  return (
    <>
      {missed.length > 0 && <Table objectives={missed} caption="Missed" />}
      {others.length > 0 && (
        <details open={missed.length === 0 && others.length <= MOST_OPEN}>
          <summary>{counted(others.length, 'target')} met, or without an event to measure</summary>
          <Table objectives={others} caption="Met, or without events" />
        </details>
      )}
    </>
  );
}

function Table({ objectives, caption }: { objectives: readonly ObjectiveState[]; caption: string }) {
  return (
    <table className="targets">
      <caption className="unseen">{caption}</caption>
      <ColumnHeads columns={COLUMNS} />
      <tbody>
        {objectives.map((objective) => (
          <Row key={objective.name} objective={objective} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ objective }: { objective: ObjectiveState }) {
  const { meaning, service, target, good } = objective;
  return (
    <tr>
      <td>
        <Cut text={meaning} most={LONGEST_MEANING} />{' '}
        <span className="quiet">
          <Cut text={service === ALL ? 'all services' : service} most={40} />
        </span>
      </td>
      <td>
        <Cut text={target} />
      </td>
      <td>
        {good === undefined ? (
          <span className="quiet">no events</span>
        ) : (
          <span className={isMissed(objective) ? 'failed' : 'well'}>
            {isMissed(objective) ? '✖ missed' : '✔ met'}, {Number((good * 100).toFixed(2))} %
          </span>
        )}
      </td>
    </tr>
  );
}
