import {
  isJSONRPCErrorResponse,
  isJsonContentType,
  type JSONRPCMessage,
  type JSONRPCRequest,
  parseJSONRPCMessage,
  SdkError,
  SdkErrorCode,
} from '@modelcontextprotocol/client';
import { httpFailure } from './http-failure.ts';

export interface HttpText {
  status: number;
  contentType: string | undefined;
  text: string;
}

/** The JSON-RPC answer to `request` in an HTTP answer. If there is none, throws as the SDK does, or an error that says what is wrong with the message. */
export function answerIn({ status, contentType, text }: HttpText, request: JSONRPCRequest): JSONRPCMessage {
  if (status !== 200) return refusalIn(status, text, request);
  if (!isJsonContentType(contentType)) throw unexpected(`an answer of application/json, came ${contentType}`);
  const message = JSON.parse(text);
  if (isResult(message)) return answering(message, request);
  return answering(parseJSONRPCMessage(message), request);
}

/** The JSON-RPC error in the body of an HTTP error, by which servers refuse some requests. */
function refusalIn(status: number, text: string, { id }: JSONRPCRequest): JSONRPCMessage {
  const message = status >= 400 && status < 500 ? parsed(text) : undefined;
  if (isJSONRPCErrorResponse(message) && message.id === id) return message;
  throw httpFailure(status, text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A cheap check by hand, because the protocol validates the message by schema anyway. */
function isResult(message: unknown): message is JSONRPCMessage & { id: unknown } {
  if (typeof message !== 'object' || message === null) return false;
  const { jsonrpc, result } = message as Record<string, unknown>;
  return jsonrpc === '2.0' && typeof result === 'object' && result !== null && !Array.isArray(result);
}

/** Throws for the answer to another request: ignoring it would leave this request waiting until it times out. */
function answering(message: JSONRPCMessage, { id }: JSONRPCRequest): JSONRPCMessage {
  if ('method' in message || message.id !== id) throw unexpected(`the answer to request ${id}, came another message`);
  return message;
}

function unexpected(problem: string): SdkError {
  return new SdkError(SdkErrorCode.ClientHttpUnexpectedContent, `Expected ${problem}`);
}
