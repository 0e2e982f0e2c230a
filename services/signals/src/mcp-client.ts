import {
  ATTR_MCP_ERROR_TYPE,
  ATTR_SERVICE,
  ATTR_TOOL,
  type AttributeValues,
  METRIC_MCP_ACTIVE_REQUESTS,
  METRIC_MCP_CIRCUIT_STATE,
  METRIC_MCP_ERRORS_TOTAL,
  METRIC_MCP_REQUEST_DURATION_SECONDS,
  METRIC_MCP_REQUEST_SIZE_BYTES,
  METRIC_MCP_REQUESTS_TOTAL,
  METRIC_MCP_RESPONSE_SIZE_BYTES,
  METRIC_MCP_RETRIES_TOTAL,
} from './contract.ts';
import { histogram, observedCounter, observedGauge, observedUpDownCounter, type Series } from './instruments.ts';

const CIRCUIT_STATES = { open: 0, 'half-open': 1, closed: 2 } as const;

export type McpErrorType = AttributeValues[typeof ATTR_MCP_ERROR_TYPE];
export type CircuitState = keyof typeof CIRCUIT_STATES;

/** One call to another service, with all its attempts. */
export interface McpCall {
  /** Records the size of the body of an attempt. */
  sent(bytes: number): void;
  /** Records the size of the body of an answer. */
  received(bytes: number): void;
  /** Another attempt begins. */
  retried(): void;
  /** The call has ended; `error` is the type of its failure. */
  ended(error?: McpErrorType): void;
}

export interface McpClientMetrics {
  /** @param tool name of a tool or resource from the code, never from a request */
  begin(tool: string): McpCall;
  circuit(state: CircuitState): void;
}

/** The guide's metrics of the calls to one other service. */
export function mcpClientMetrics(service: string): McpClientMetrics {
  const tools = new Map<string, ToolMetrics>();
  const state = observedGauge(METRIC_MCP_CIRCUIT_STATE).series({ [ATTR_SERVICE]: service });
  state.value = CIRCUIT_STATES.closed;
  return {
    begin(tool) {
      const metrics = tools.get(tool) ?? new ToolMetrics(service, tool);
      tools.set(tool, metrics);
      return metrics.begin();
    },
    circuit(now) {
      state.value = CIRCUIT_STATES[now];
    },
  };
}

class ToolMetrics {
  readonly #labels: { [ATTR_SERVICE]: string; [ATTR_TOOL]: string };
  readonly #requests: Series;
  readonly #active: Series;
  readonly #retries: Series;
  readonly #errors: Record<McpErrorType, Series>;
  readonly #duration = histogram(METRIC_MCP_REQUEST_DURATION_SECONDS);
  readonly #requestSize = histogram(METRIC_MCP_REQUEST_SIZE_BYTES);
  readonly #responseSize = histogram(METRIC_MCP_RESPONSE_SIZE_BYTES);

  constructor(service: string, tool: string) {
    this.#labels = { [ATTR_SERVICE]: service, [ATTR_TOOL]: tool };
    this.#requests = observedCounter(METRIC_MCP_REQUESTS_TOTAL).series(this.#labels);
    this.#active = observedUpDownCounter(METRIC_MCP_ACTIVE_REQUESTS).series(this.#labels);
    this.#retries = observedCounter(METRIC_MCP_RETRIES_TOTAL).series(this.#labels);
    const errors = observedCounter(METRIC_MCP_ERRORS_TOTAL);
    const errorsOf = (type: McpErrorType) => errors.series({ ...this.#labels, [ATTR_MCP_ERROR_TYPE]: type });
    this.#errors = {
      circuit_open: errorsOf('circuit_open'),
      retry_exhausted: errorsOf('retry_exhausted'),
      timeout: errorsOf('timeout'),
      other: errorsOf('other'),
    };
  }

  begin(): McpCall {
    const started = performance.now();
    this.#active.value += 1;
    return {
      sent: (bytes) => this.#requestSize.record(bytes, this.#labels),
      received: (bytes) => this.#responseSize.record(bytes, this.#labels),
      retried: () => {
        this.#retries.value += 1;
      },
      ended: (error) => this.#end((performance.now() - started) / 1000, error),
    };
  }

  #end(seconds: number, error: McpErrorType | undefined): void {
    this.#active.value -= 1;
    this.#requests.value += 1;
    if (error !== undefined) this.#errors[error].value += 1;
    if (error !== 'circuit_open') this.#duration.record(seconds, this.#labels);
  }
}
