import { type Deadline, HttpError, isCircuitOpenError, McpToolError } from '@cortex/runtime';
import type { McpClient } from '@cortex/runtime/mcp-client';
import { z } from 'zod';

export interface NewInput {
  inputId: string;
  userId: string;
  content: string;
  metadata?: Record<string, unknown> | undefined;
  /** Until when the sender waits. */
  deadline: Deadline;
}

const acknowledgement = z.object({ status: z.enum(['stored', 'duplicate']) });

/** Stores inputs in the memory service. */
export class InputStore {
  readonly #memory: McpClient;

  constructor(memory: McpClient) {
    this.#memory = memory;
  }

  /**
   * Resolves once the memory service has acknowledged the input. Storing an id twice has no further effect, so the call is repeatable. An input that
   * is already there was stored by an attempt whose answer was lost.
   * @throws {HttpError} 503 when the service cannot be reached or does not answer, 502 when it answers but does not store the input.
   */
  async store({ inputId, userId, content, metadata, deadline }: NewInput): Promise<void> {
    const args = { input_id: inputId, user_id: userId, content, ...(metadata && { metadata }) };
    const caller = { userId, deadline, isRepeatable: true };
    acknowledgement.parse(await this.#memory.callTool('store_input', args, caller).catch(refuse));
  }
}

function refuse(error: unknown): never {
  if (error instanceof McpToolError && error.status !== 503) {
    throw new HttpError(502, 'The memory service did not store the input', { cause: error });
  }
  throw new HttpError(503, 'The input could not be stored now: try again in a moment', {
    headers: { 'Retry-After': String(isCircuitOpenError(error) ? error.retryAfterSeconds : 1) },
    cause: error,
  });
}
