import type { LogServicesAnswer } from '../../src/api/logs.ts';
import { LOG_LEVELS, type LogLevel } from '../../src/model/logs/level.ts';
import { addressOf } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Choice } from '../parts/choice.tsx';
import { Cut } from '../parts/cut.tsx';
import { Field } from '../parts/field.tsx';
import { LiveSwitch } from '../parts/live-switch.tsx';
import { rangeQuery } from '../parts/time-range.ts';
import { logsQuery, useLogsSearch } from './use-logs-search.ts';

const LEVEL_TITLES: Record<LogLevel, string> = {
  error: 'error and worse',
  warn: 'warning and worse',
  info: 'info and worse',
  debug: 'debug and worse',
};

/** All conditions of a search. Each change is a new search. */
export function SearchForm() {
  const { search, change } = useLogsSearch();
  const { query, service, level, live } = search;
  const services = useAnswer<LogServicesAnswer>('/api/logs/services', rangeQuery(search));
  return (
    <search className="search-form">
      <div>
        <div className="search-wide">
          <Field
            label="Words or LogsQL"
            value={query}
            size={40}
            placeholder="slow endpoint"
            onCommit={(text) => change({ query: text })}
          />
        </div>
        <Choice
          label="Service"
          value={service}
          none="all services"
          options={services.data?.services ?? []}
          onChoose={(chosen) => change({ service: chosen })}
        />
        <Choice
          label="Level"
          value={level}
          none="all levels"
          options={LOG_LEVELS}
          textOf={(one) => LEVEL_TITLES[one as LogLevel]}
          onChoose={(chosen) => change({ level: chosen as LogLevel | undefined })}
        />
        <span className="search-switches">
          <LiveSwitch live={live} change={change} />
          <a href={addressOf('/api/logs/download', logsQuery(search))} download="logs.jsonl">
            Download JSON lines
          </a>
        </span>
      </div>
    </search>
  );
}

/** The conditions that were added by clicks. A click on one removes it. */
export function Conditions() {
  const { search, change } = useLogsSearch();
  const { where = [], trace } = search;
  if (where.length === 0 && trace === undefined) return null;
  return (
    <ul className="log-conditions" aria-label="Conditions">
      {trace !== undefined && (
        <li>
          <button type="button" onClick={() => change({ trace: undefined })}>
            trace {trace} ✕<span className="unseen"> remove this condition</span>
          </button>
        </li>
      )}
      {where.map((condition) => (
        <li key={JSON.stringify(condition)}>
          <button type="button" onClick={() => change({ where: where.filter((other) => other !== condition) })}>
            <Cut text={`${condition.field} ${condition.not ? 'is not' : 'is'} ${condition.value}`} /> ✕
            <span className="unseen"> remove this condition</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
