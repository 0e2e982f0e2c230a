import { Code, ConnectError, type Interceptor } from '@connectrpc/connect';
import { HttpError, noteFailure } from '@cortex/runtime';
import { z } from 'zod';
import { isUnsupported } from '../requests.ts';
import { koaContext } from './koa-context.ts';

const CODES: Readonly<Record<number, Code>> = {
  400: Code.InvalidArgument,
  413: Code.ResourceExhausted,
  415: Code.Unimplemented,
  503: Code.Unavailable,
};

/** Answers errors of the caller with Connect's codes. An error of the service is logged, and its caller learns nothing of the cause. */
export const connectErrors: Interceptor = (next) => async (request) => {
  try {
    return await next(request);
  } catch (error) {
    const answer = toConnectError(error);
    if (answer !== undefined) throw answer;
    noteFailure(request.contextValues.get(koaContext), error);
    throw new ConnectError('the service failed to answer: its log says why', Code.Internal);
  }
};

/** Converts an error of the caller; undefined for any other. */
export function toConnectError(error: unknown): ConnectError | undefined {
  if (error instanceof ConnectError) return error;
  if (error instanceof z.ZodError)
    return new ConnectError(describe(error), isUnsupported(error) ? Code.Unimplemented : Code.InvalidArgument);
  const code = error instanceof HttpError ? CODES[error.status] : undefined;
  return code === undefined ? undefined : new ConnectError((error as HttpError).detail, code);
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`).join('; ');
}
