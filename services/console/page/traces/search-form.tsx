import type { OperationsAnswer, ServicesAnswer } from '../../src/api/services.ts';
import { readPairs } from '../../src/model/search/attribute-pairs.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { LiveSwitch } from '../parts/live-switch.tsx';
import { DurationField } from './duration-field.tsx';
import { useTracesSearch } from './use-traces-search.ts';

const problemOf = (text: string) => {
  const read = readPairs(text);
  return 'problem' in read ? read.problem : undefined;
};

/** All conditions of a search. Each change is a new search. */
export function SearchForm() {
  const { search, change } = useTracesSearch();
  const { service, operation, tool, calls, where, min, max, failed, order, live } = search;
  const services = useAnswer<ServicesAnswer>('/api/services');
  const operations = useAnswer<OperationsAnswer>(
    `/api/services/${encodeURIComponent(service ?? '')}/operations`,
    {},
    { enabled: service !== undefined },
  );
  return (
    <search className="search-form">
      <div>
        <Choice
          label="Service"
          value={service}
          none="all services"
          options={services.data?.services ?? []}
          onChoose={(chosen) => change({ service: chosen, operation: undefined })}
        />
        {service === undefined ? (
          <Field
            label="Operation"
            value={operation}
            placeholder="POST /orders"
            onCommit={(text) => change({ operation: text })}
          />
        ) : (
          <Choice
            label="Operation"
            value={operation}
            none="all operations"
            options={operations.data?.operations ?? []}
            onChoose={(chosen) => change({ operation: chosen })}
          />
        )}
        <Field label="MCP tool" value={tool} onCommit={(text) => change({ tool: text })} />
        <Field label="Calls" value={calls} placeholder="memory" onCommit={(text) => change({ calls: text })} />
        <div className="search-wide">
          <Field
            label="Attributes"
            value={where}
            placeholder={'http.route=/input error.type="no answer"'}
            check={problemOf}
            onCommit={(text) => change({ where: text })}
          />
        </div>
      </div>
      <div className="search-how">
        <DurationField label="At least (ms)" value={min} most={max} onCommit={(value) => change({ min: value })} />
        <DurationField label="At most (ms)" value={max} least={min} onCommit={(value) => change({ max: value })} />
        <Choice
          label="Order"
          value={live ? 'newest' : order}
          none="slowest first"
          options={['newest']}
          textOf={() => 'newest first'}
          onChoose={(chosen) => change({ order: chosen === 'newest' ? chosen : undefined, live: undefined })}
        />
        <span className="search-switches">
          <button
            type="button"
            aria-pressed={failed === true}
            onClick={() => change({ failed: failed ? undefined : true })}
          >
            Failed only
          </button>
          <LiveSwitch live={live} change={change} />
        </span>
      </div>
    </search>
  );
}
