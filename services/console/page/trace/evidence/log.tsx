import './evidence.css';
import './log.css';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TraceLogsAnswer } from '../../../src/api/trace-logs.ts';
import { counted } from '../../../src/model/format/text.ts';
import { logsSearch } from '../../../src/model/links/signals.ts';
import { around } from '../../../src/model/links/time-shown.ts';
import { filteredLog, LOG_KINDS, type LogKind, traceLog } from '../../../src/model/logs/trace-log.ts';
import { extentOf } from '../../../src/model/spans/times.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Choice } from '../../parts/choice.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { LogList } from './log-list.tsx';
import { Selected } from './selected.tsx';

const KIND_TITLES: Record<LogKind, string> = { span: 'begins of spans', event: 'events', line: 'log lines' };

/** Everything in a trace in time order: begins of spans, their events, and log lines. */
export function Log() {
  const { trace, colours, isStored } = useLookedAt();
  const { search, change } = useTraceSearch();
  const { begin, end } = useMemo(() => extentOf(trace.spans), [trace]);
  const time = around(begin / 1000, end / 1000);
  const logged = useAnswer<TraceLogsAnswer>(
    `/api/traces/${trace.traceId}/logs`,
    { begin: time.from },
    { enabled: isStored },
  );
  const entries = useMemo(() => traceLog(trace, logged.data?.lines ?? []), [trace, logged.data]);
  const { logKind: kind, logService: service, logText: text } = search;
  const shown = useMemo(() => filteredLog(entries, { kind, service, text }), [entries, kind, service, text]);
  return (
    <section aria-label="Log">
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          label="Show"
          value={kind}
          none="everything"
          options={LOG_KINDS}
          textOf={(one) => KIND_TITLES[one as LogKind]}
          onChoose={(one) => change({ logKind: one as LogKind | undefined })}
        />
        <Choice
          label="Service"
          value={service}
          none="all"
          options={[...colours.keys()]}
          onChoose={(one) => change({ logService: one })}
        />
        <label className="field">
          Text
          <input
            type="search"
            value={text ?? ''}
            onChange={({ target }) => change({ logText: target.value || undefined }, { replace: true })}
          />
        </label>
        <span role="status" className="quiet">
          {shown.length === entries.length
            ? counted(entries.length, 'entry', 'entries')
            : `${shown.length.toLocaleString('en')} of ${entries.length.toLocaleString('en')} entries`}
          {isStored && logged.isPending && '; log lines are being loaded …'}
          {logged.data?.isCut && `; the newest ${counted(logged.data.lines.length, 'log line')} are shown`}
        </span>
      </form>
      {isStored && (
        <p>
          <Link to="/logs" search={logsSearch({ traceId: trace.traceId, time })}>
            Search in the log lines of this trace
          </Link>
        </p>
      )}
      {logged.error !== null && <Failure error={logged.error} />}
      {!isStored && <p className="quiet">The trace comes from a file, so its log lines are not known.</p>}
      {shown.length === 0 ? <Empty>No entry matches these filters.</Empty> : <LogList entries={shown} begin={begin} />}
      <Selected />
    </section>
  );
}
