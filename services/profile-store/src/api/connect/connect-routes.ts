import { buffer } from 'node:stream/consumers';
import { fromBinary } from '@bufbuild/protobuf';
import { Code, ConnectError, type ConnectRouter, createConnectRouter, createContextValues } from '@connectrpc/connect';
import type { UniversalHandler } from '@connectrpc/connect/protocol';
import { errorToJson } from '@connectrpc/connect/protocol-connect';
import { setTrailerStatus } from '@connectrpc/connect/protocol-grpc';
import { clientGone, HttpError, readBody } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import { connectErrors, toConnectError } from './connect-errors.ts';
import { connectSpans } from './connect-spans.ts';
import { gzip } from './gzip.ts';
import { koaContext } from './koa-context.ts';

/** Unknown fields would take memory, and nothing reads them. */
const BINARY = { readUnknownFields: false };
/** Answers are never compressed, because clients are near. */
const NEVER = 2 ** 32 - 1;
/** The path of any call, implemented or not. */
const CALL = /^\/(\w+(?:\.\w+)+)\/(\w+)$/;
const EXPECTED = 'Expected a body of application/json, application/proto, or application/grpc-web with either';

/** Serves services over Connect's own protocol, in binary and JSON, and over gRPC-web. gRPC itself needs HTTP/2, which no service here supports. */
export function connectRoutes(
  router: Router,
  { limitBytes, services }: { limitBytes: number; services(connect: ConnectRouter): void },
): void {
  const connect = createConnectRouter({
    grpc: false,
    interceptors: [connectSpans, connectErrors],
    readMaxBytes: limitBytes,
    acceptCompression: [gzip],
    compressMinBytes: NEVER,
    binaryOptions: BINARY,
  });
  services(connect);
  for (const handler of connect.handlers) {
    router.post(handler.requestPath, (ctx) => answer(ctx, handler, limitBytes));
  }
  router.post(CALL, refuseUnknownCall);
}

async function answer(ctx: Context, handler: UniversalHandler, limitBytes: number): Promise<void> {
  const { status, header, body } = await handler({
    httpVersion: ctx.req.httpVersion,
    // Connect reads only the query, of calls with GET.
    url: `http://localhost${handler.requestPath}`,
    method: ctx.method,
    header: headersOf(ctx),
    body: bodyOf(ctx, handler, limitBytes),
    signal: clientGone(ctx),
    contextValues: createContextValues().set(koaContext, ctx),
  });
  if (body === undefined) throw new HttpError(status, EXPECTED);
  ctx.status = status;
  for (const [name, value] of header ?? []) ctx.set(name, value);
  ctx.body = await buffer(body);
}

/** The headers without the content encoding, because Connect gets a decoded body. */
function headersOf({ req }: Context): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(req.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  headers.delete('content-encoding');
  headers.delete('content-length');
  return headers;
}

async function* bodyOf(ctx: Context, handler: UniversalHandler, limitBytes: number) {
  const body = await read(ctx, limitBytes);
  if (ctx.request.is('application/proto')) requireMessage(body, handler);
  yield body;
}

async function read(ctx: Context, limitBytes: number): Promise<Buffer> {
  try {
    return Buffer.concat(await readBody(ctx.req, { response: ctx.res, limitBytes }));
  } catch (error) {
    if (error instanceof HttpError) ctx.set(error.headers);
    throw toConnectError(error) ?? error;
  }
}

/** Throws for a body that is not a message, which Connect would take for a failure of the server. */
function requireMessage(body: Uint8Array, { method: { input } }: UniversalHandler): void {
  try {
    fromBinary(input, body, BINARY);
  } catch (cause) {
    const message = `the body is not a ${input.typeName}: ${(cause as Error).message}`;
    throw new ConnectError(message, Code.InvalidArgument, undefined, undefined, cause);
  }
}

/** Answers an unimplemented call in the client's own protocol: https://connectrpc.com/docs/protocol/#error-codes */
function refuseUnknownCall(ctx: Context): void {
  const [, service, method] = CALL.exec(ctx.path) ?? [];
  const error = new ConnectError(`${service}.${method} is not implemented`, Code.Unimplemented);
  const type = ctx.get('content-type');
  if (!type.startsWith('application/grpc-web')) {
    ctx.status = 404;
    ctx.body = errorToJson(error, undefined);
    return;
  }
  // A response without a message has its trailers as headers.
  ctx.status = 200;
  ctx.set('content-type', type);
  for (const [name, value] of setTrailerStatus(new Headers(), error)) ctx.set(name, value);
  ctx.body = Buffer.alloc(0);
}
