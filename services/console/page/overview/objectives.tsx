import { isMissed, type ObjectiveState } from '../../src/model/objective-state.ts';
import { Cut } from '../parts/cut.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { useObjectives } from './use-objectives.ts';

const LONGEST_MEANING = 140;

/** The targets of the services, and what was reached. */
export function Objectives() {
  const result = useObjectives();
  return (
    <section className="card" aria-labelledby="targets">
      <h2 id="targets">Targets</h2>
      <Answered result={result} what="the targets">
        {({ objectives }) =>
          objectives.length === 0 ? (
            <Empty>Prometheus records no targets: its rules come from deploy/prometheus/slo.yaml.</Empty>
          ) : (
            <table>
              <thead>
                <tr>
                  <th>Target</th>
                  <th>Service</th>
                  <th>Wanted</th>
                  <th>Reached</th>
                </tr>
              </thead>
              <tbody>
                {objectives.map((objective) => (
                  <Row key={objective.name} objective={objective} />
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
    </section>
  );
}

function Row({ objective }: { objective: ObjectiveState }) {
  const { meaning, service, target, good } = objective;
  return (
    <tr>
      <td>
        <Cut text={meaning} most={LONGEST_MEANING} />
      </td>
      <td>
        <Cut text={service} most={40} />
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
