import { type Logger, reasonOf } from '@cortex/runtime';
import type { McpClient } from '@cortex/runtime/mcp-client';
import { endToEndLatency } from '@cortex/signals';
import {
  ATTR_ERROR_TYPE,
  ATTR_INPUT_ID,
  ATTR_STATUS,
  ATTR_USER_ID,
  SPAN_PROCESS_INPUT,
} from '@cortex/signals/contract';
import { failSpan } from '@cortex/telemetry';
import { errorTypeOf } from '@cortex/telemetry/errors';
import { context, type Span, trace } from '@opentelemetry/api';
import type { EventData } from '../events/event.ts';
import type { EventBus } from '../events/event-bus.ts';
import { findContext } from './find-context.ts';
import type { StoredInput } from './stored-input.ts';

export interface InputProcessorOptions {
  cognition: McpClient;
  bus: EventBus;
  logger: Logger;
  /** How many items of context to request. */
  contextItems: number;
}

/** Finds the context of a stored input and publishes it to the user, or an error event if there is none. */
export class InputProcessor {
  readonly #tracer = trace.getTracer('@cortex/core-api');
  readonly #options: InputProcessorOptions;
  readonly #endToEnd = endToEndLatency();

  constructor(options: InputProcessorOptions) {
    this.#options = options;
  }

  /**
   * Starts a span in the active context and schedules the processing within it, so that the span includes the wait for a worker.
   * The scheduled work never rejects, and ends the span.
   */
  begin(input: StoredInput, schedule: (work: (signal: AbortSignal) => Promise<void>) => void): void {
    const attributes = { [ATTR_USER_ID]: input.userId, [ATTR_INPUT_ID]: input.inputId };
    const span = this.#tracer.startSpan(SPAN_PROCESS_INPUT, { attributes });
    const inSpan = trace.setSpan(context.active(), span);
    context.with(inSpan, () => schedule((signal) => this.#process(input, { span, signal })));
  }

  async #process(input: StoredInput, { span, signal }: { span: Span; signal: AbortSignal }): Promise<void> {
    const { cognition, contextItems, logger } = this.#options;
    try {
      const found = await findContext(input, { cognition, items: contextItems, signal });
      this.#publish(input, { type: 'context', context: found });
      span.setAttribute(ATTR_STATUS, 'success');
    } catch (error) {
      recordError(span, error as Error);
      logger.warn({ cause: reasonOf(error), input_id: input.inputId }, 'No context for an input');
      this.#publish(input, { type: 'error', detail: 'The context could not be found' });
    } finally {
      span.end();
    }
  }

  /** The output is complete here, with or without listeners. Its further way to a client is measured as delivery. */
  #publish({ userId, inputId, acceptedAt }: StoredInput, data: EventData): void {
    this.#options.bus.publish(userId, { input_id: inputId, ...data });
    this.#endToEnd(data.type, (performance.now() - acceptedAt) / 1000);
  }
}

function recordError(span: Span, error: Error): void {
  span.recordException(error);
  span.setAttribute(ATTR_STATUS, 'error');
  span.setAttribute(ATTR_ERROR_TYPE, errorTypeOf(error));
  failSpan(span, reasonOf(error));
}
