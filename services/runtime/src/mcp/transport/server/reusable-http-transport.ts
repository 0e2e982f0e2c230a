import type { ServerResponse } from 'node:http';
import {
  type AuthInfo,
  type JSONRPCErrorResponse,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type JSONRPCResultResponse,
  type MessageExtraInfo,
  PerRequestHTTPServerTransport,
  type RequestId,
} from '@modelcontextprotocol/server';
import { statusOf } from './error-status.ts';
import { HttpAnswer } from './http-answer.ts';
import { internalError } from './internal-error.ts';
import { REVISION } from './revision.ts';

const CLASSIFICATION = { era: 'modern', revision: REVISION } as const;

export interface Exchange {
  message: JSONRPCRequest;
  authInfo: AuthInfo | undefined;
  response: ServerResponse;
  /** Replaces the request's id while it is served. Never used again. */
  id: number;
}

interface Serving {
  id: number;
  wireId: RequestId;
  answer: HttpAnswer;
  settle(outcome: Outcome): void;
}

/** Whether the request was answered, so that its server can serve the next, or its client has left. */
export type Outcome = 'answered' | 'abandoned';

/**
 * A server transport of Streamable HTTP that serves one exchange after the other. The SDK creates a server and a transport for
 * each request, which costs more than the request. Because this class extends the SDK's transport for one exchange, the SDK binds the server
 * to its revision, which it does for no other transport.
 *
 * Clients choose the ids of their requests, so different clients use the same ones. Each exchange gets an id that is never used again:
 * what a handler sends after its request was answered cannot reach the next client.
 */
export class ReusableHTTPServerTransport extends PerRequestHTTPServerTransport {
  #serving: Serving | undefined;
  #isDispatching = false;

  constructor() {
    super({ classification: CLASSIFICATION });
  }

  /** Resolves when the answer is written or the client has left. Must not be called before the previous call has resolved. */
  serve({ message, authInfo, response, id }: Exchange): Promise<Outcome> {
    return new Promise((settle) => {
      const answer = new HttpAnswer(response);
      const serving = { id, wireId: message.id, answer, settle };
      this.#serving = serving;
      response.once('close', () => this.#serving === serving && this.#abandon(serving));
      this.#dispatch({ ...message, id }, extraOf(message.id, authInfo));
    });
  }

  override async send(message: JSONRPCMessage, options?: { relatedRequestId?: RequestId }): Promise<void> {
    const serving = this.#serving;
    if ('method' in message) {
      if (serving !== undefined && options?.relatedRequestId === serving.id) await serving.answer.stream(message);
    } else if (serving !== undefined && message.id === serving.id) {
      this.#answer(serving, message);
    }
  }

  override async close(): Promise<void> {
    this.#serving = undefined;
    this.onclose?.();
  }

  #dispatch(message: JSONRPCRequest, extra: MessageExtraInfo): void {
    this.#isDispatching = true;
    try {
      this.onmessage?.(message, extra);
    } finally {
      this.#isDispatching = false;
    }
  }

  #answer({ wireId, answer, settle }: Serving, message: JSONRPCResultResponse | JSONRPCErrorResponse): void {
    this.#serving = undefined;
    try {
      answer.end({ ...message, id: wireId }, 'error' in message ? statusOf(message, this.#isDispatching) : 200);
    } catch (error) {
      // The handler's result cannot be converted to JSON.
      this.onerror?.(error as Error);
      answer.end(internalError(wireId), 200);
    }
    settle('answered');
  }

  /** A client cancels by closing the connection; the server then aborts the handler's signal. */
  #abandon({ answer, settle }: Serving): void {
    answer.abandon();
    void this.close();
    settle('abandoned');
  }
}

/** `wireRequestId` is the id that the client knows; instrumentations read it. */
type Extra = MessageExtraInfo & { wireRequestId: RequestId };

function extraOf(wireRequestId: RequestId, authInfo: AuthInfo | undefined): Extra {
  return { classification: CLASSIFICATION, wireRequestId, ...(authInfo !== undefined && { authInfo }) };
}
