import { HttpError, readBody, sqliteFailure, validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { z } from 'zod';
import { bounded } from '../ingest/bounded.ts';
import { MalformedProfile } from '../ingest/malformed-profile.ts';
import { encodeExportResponse } from '../ingest/otlp-messages.ts';
import { readOtlpProfiles } from '../ingest/read-otlp.ts';
import { readPprof } from '../ingest/read-pprof.ts';
import type { ProfileWriter } from '../store/profile-writer.ts';
import { readPprofForm } from './form-part.ts';
import { time } from './profile-query.ts';
import { parseTime } from './time-expression.ts';

const BODY_LIMIT_BYTES = 32 * 1024 * 1024;
const RETRY_AFTER_SECONDS = '5';
/** The interval of retention, in seconds. */
const MAKES_ROOM_SECONDS = '60';
const NO_ROOM = 'The profile store is full, and this service has used its share: send less, or later';

const IngestQuery = z.object({
  name: z.string().min(1),
  from: time.optional(),
});

/** Ingests profiles as Pyroscope does: OTLP in protobuf, and pprof from its own clients. */
export function ingestRoutes(router: Router, writer: ProfileWriter): void {
  router.post('/v1development/profiles', answerRefusals, async (ctx) => {
    requireProtobuf(ctx);
    const refused = writer.write(readOtlpProfiles(await bodyOf(ctx)).map(bounded));
    ctx.type = 'application/x-protobuf';
    // An error status would make a Collector send everything again, or drop everything.
    ctx.body = encodeExportResponse(refused, NO_ROOM);
    ctx.status = 200;
  });
  router.post('/ingest', answerRefusals, async (ctx) => {
    const { name, from } = validate(IngestQuery, { ...ctx.query });
    const began = from === undefined ? undefined : parseTime(from, Date.now());
    const { profile: bytes, sampleTypes } = await readPprofForm(await bodyOf(ctx), ctx.get('Content-Type'));
    const profiles = readPprof({ bytes, name, began, sampleTypes, limitBytes: BODY_LIMIT_BYTES }).map(bounded);
    if (writer.write(profiles) > 0)
      throw new HttpError(429, NO_ROOM, { headers: { 'Retry-After': MAKES_ROOM_SECONDS } });
    ctx.status = 200;
    ctx.body = '';
  });
}

async function bodyOf({ req, res: response }: Context): Promise<Buffer> {
  return Buffer.concat(await readBody(req, { response, limitBytes: BODY_LIMIT_BYTES }));
}

const answerRefusals: Middleware = async (_, next) => {
  try {
    await next();
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
};

/** Converts an error into the answer: senders resend profiles that are answered 503, and drop those answered 400. Undefined for a bug. */
function refusalOf(error: unknown): HttpError | undefined {
  const { message } = Object(error) as Error;
  if (error instanceof MalformedProfile) return new HttpError(400, message, { cause: error });
  const failure = sqliteFailure(error);
  if (failure !== 'unwritable' && failure !== 'busy') return undefined;
  const headers = { 'Retry-After': RETRY_AFTER_SECONDS };
  return new HttpError(503, `The profiles could not be stored now (${message}): send them again`, {
    headers,
    cause: error,
  });
}

function requireProtobuf(ctx: Context): void {
  if (!ctx.request.is('application/x-protobuf', 'application/protobuf')) {
    throw new HttpError(415, 'Expected OTLP profiles as application/x-protobuf');
  }
}
