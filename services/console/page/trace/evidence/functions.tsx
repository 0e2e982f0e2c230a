import './evidence.css';
import { Link } from '@tanstack/react-router';
import type { TraceProfileAnswer } from '../../../src/api/trace-profile.ts';
import { counted, duration, printable } from '../../../src/model/format/text.ts';
import type { ServiceFunctions } from '../../../src/questions/trace-functions.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { ColumnHeads } from '../../parts/column-heads.tsx';
import { useFirstRows } from '../../parts/first-rows.tsx';
import { ORIGIN_TITLES } from '../../parts/origin-titles.ts';
import { SpeedscopeLink } from '../../parts/speedscope-link.tsx';
import { Answered, Empty } from '../../parts/states.tsx';

const COLUMNS = ['Function', 'Code', { number: 'Self' }, { number: 'Total' }] as const;

export interface FunctionsProps {
  traceId: string;
  /** Restricts the functions to one span; the whole trace when left out. */
  spanId?: string | undefined;
}

const FIRST = 8;

/** The functions that ran for a span or a trace, by the always-on profile. */
export function Functions({ traceId, spanId }: FunctionsProps) {
  const result = useAnswer<TraceProfileAnswer>(`/api/traces/${traceId}/profile`, { span: spanId });
  return (
    <section aria-label="Functions">
      <Answered result={result} what="the functions">
        {({ services, owner }) => (
          <>
            {owner !== undefined && services.length > 0 && (
              <p className="quiet">
                All work of the process for <code>{printable(owner.name)}</code>, which contains this span.
              </p>
            )}
            {services.length === 0 && (
              <Empty>
                No profile has samples of it: it used hardly any CPU, or its service is not profiled. Profiles arrive
                within a minute.
              </Empty>
            )}
            {services.map((used) => (
              <ServiceFunctionsTable key={used.service} used={used} />
            ))}
          </>
        )}
      </Answered>
    </section>
  );
}

/** The functions of one service, with a link to its flame graph. */
export function ServiceFunctionsTable({ used }: { used: ServiceFunctions }) {
  const { service, type, milliseconds, functions, more, shown: profile } = used;
  const { shown, isWhole, button } = useFirstRows(functions, FIRST, 'function');
  return (
    <>
      <p>
        {printable(service)}: {duration(milliseconds)} {type === 'cpu' ? 'of CPU time' : 'on the event loop'}.{' '}
        <Link to="/profiles" search={profile}>
          Flame graph
        </Link>
        {profile.trace !== undefined && (
          <>
            {' '}
            <SpeedscopeLink query={{ ...profile }} title={`${printable(service)}, trace ${profile.trace}`} />
          </>
        )}
      </p>
      <table>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {shown.map(({ name, place, origin, selfMilliseconds, totalMilliseconds }) => (
            <tr key={`${name} ${place}`} className={origin === 'application' ? 'own-code' : 'quiet'}>
              <td>
                <span className="mono">{printable(name) || '(anonymous)'}</span>{' '}
                <span className="mono place">{printable(place)}</span>
              </td>
              <td>{ORIGIN_TITLES[origin]}</td>
              <td className="number">{duration(selfMilliseconds)}</td>
              <td className="number">{duration(totalMilliseconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {button}
      {isWhole && more > 0 && <p className="quiet">{counted(more, 'more function')} in the flame graph.</p>}
    </>
  );
}
