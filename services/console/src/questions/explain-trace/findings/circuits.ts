import { shortName } from '../../../model/format/text.ts';
import { ERROR_TYPE, EXCEPTION_TYPE } from '../../../model/spans/attributes.ts';
import { isFailed } from '../../../model/spans/failed.ts';
import type { Candidate } from '../finding.ts';
import { lineOf } from '../lines.ts';
import type { View } from '../view.ts';

const CIRCUIT_OPEN = /circuit_?(breaker)?_?open|BrokenCircuit|has failed too often/i;
/** A call that was not made takes no time: it is a cause only if the request failed because of it. */
const WEIGHT = { failed: 1.4, went: 0.2 };
/** If the call was attempted before, the failure of that attempt is the cause, and the open circuit only a consequence. */
const AFTER_TRYING = 0.9;

/** Calls that were not made because a circuit breaker was open. Spans and log lines show the calls, the metric shows which breaker it was. */
export function circuits(view: View): Candidate[] {
  const spans = view.trace.spans.filter(({ attributes, statusMessage }) =>
    CIRCUIT_OPEN.test(`${attributes[ERROR_TYPE]} ${statusMessage}`),
  );
  const lines = view.logs.filter(({ message, fields }) =>
    CIRCUIT_OPEN.test(`${message} ${fields.cause} ${fields[EXCEPTION_TYPE]} ${fields['exception.message']}`),
  );
  const [line] = lines;
  const [span] = spans;
  const service = span?.service ?? line?.service;
  if (service === undefined) return [];
  const open = view.circuits.find((circuit) => circuit.service === service);
  const whom = open === undefined ? 'a service' : shortName(open.target);
  return [
    {
      kind: 'open_circuit',
      summary: `${shortName(service)} did not ask ${whom}: its circuit breaker was open after earlier failures.${line === undefined ? '' : ` Its log: ${lineOf(line)}`}`,
      service,
      ...(view.failed && { milliseconds: view.milliseconds }),
      evidence: {
        ...(spans.length > 0 && { spans: spans.map(({ spanId }) => spanId) }),
        ...(lines.length > 0 && { logs: lines.slice(0, 3).map(lineOf) }),
        ...(open !== undefined && { metric: open.metric }),
      },
      weight: view.milliseconds * weightIn(view, service),
    },
  ];
}

function weightIn({ failed, trace }: View, service: string): number {
  if (!failed) return WEIGHT.went;
  const wasTried = trace.spans.some((span) => span.kind === 'CLIENT' && span.service === service && isFailed(span));
  return wasTried ? AFTER_TRYING : WEIGHT.failed;
}
