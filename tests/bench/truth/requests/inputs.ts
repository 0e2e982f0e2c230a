import { randomUUID } from 'node:crypto';
import { type Expectation, NEVER, ONCE, PERHAPS, type Times } from '../expectation.ts';
import type { Stage } from '../stage.ts';
import { type Leaving, type Reply, send } from '../wire/send.ts';
import { traceParentIn } from '../wire/trace-parent.ts';
import { between, type PhaseName, pick, type Random, type RequestKind, type SendOptions } from './request-kind.ts';

const ENTRY = 'core-api server POST /input';
const STORE = 'core-api client tools/call store_input';
const CONTEXT = 'core-api client tools/call get_context';
export const HISTORY = 'cognition-service client tools/call get_history';

/** A context may read several pages of the history when it is read again. */
export const PAGES: Times = { least: 1, most: 5 };
/** Attempts of a call that is repeated. */
const ATTEMPTS = 3;

const LARGEST_CHARACTERS = 16_384;
const WORDS = 'printer invoice toner paper contract lunch train meeting budget garden'.split(' ');

/** Inputs of ordinary users. */
export const inputs: RequestKind = {
  shares: { plain: 24, slow: 2, failing: 50, hanging: 100 },
  send: (options) => sendInput(options, { kind: 'input' }),
};

/** Larger inputs, up to the limit. */
export const largeInputs: RequestKind = {
  shares: { plain: 5, failing: 5 },
  send: (options) =>
    sendInput(options, { kind: 'large input', characters: between(options.random, 4_000, LARGEST_CHARACTERS) }),
};

/** Inputs of clients that do not sample. core-api does not let them decide, and begins a trace. */
export const unsampledInputs: RequestKind = {
  shares: { plain: 4 },
  send: (options) => sendInput(options, { kind: 'unsampled input', isSampled: false }),
};

/** Inputs whose client leaves before the answer. */
export const abandonedInputs: RequestKind = {
  shares: { plain: 10 },
  send: (options) => {
    const leaving: Leaving =
      options.random() < 0.2 ? 'mid-body' : { afterMilliseconds: between(options.random, 0, 25) };
    return sendInput(options, {
      kind: `input left ${leaving === 'mid-body' ? leaving : 'after it was sent'}`,
      leaving,
    });
  },
};

interface InputOptions {
  kind: string;
  characters?: number;
  isSampled?: boolean;
  leaving?: Leaving;
}

async function sendInput({ stage, phase, random }: SendOptions, options: InputOptions): Promise<void> {
  const { kind, characters, isSampled = true, leaving } = options;
  const expectation = stage.begin(kind);
  const { spanId, header } = traceParentIn(expectation.parent().traceId, isSampled);
  if (!isSampled) expectation.traceId = undefined;
  const entry = expectation.expect({
    span: ENTRY,
    parentSpanId: isSampled ? spanId : undefined,
    answers: leaving === 'mid-body' ? [499] : [499, 202],
  });
  const body = JSON.stringify({ content: content(random, characters) });
  const reply = await post(stage, { header, body, leaving, requestId: isSampled ? undefined : expectation.requestId });
  entry.status = reply?.status;
  expectInput(expectation, { reply, phase, leaving });
}

interface Posted {
  header: string;
  body: string;
  leaving?: Leaving | undefined;
  /** Identifies it in the log. */
  requestId?: string | undefined;
}

export function post(stage: Stage, { header, body, leaving, requestId }: Posted): Promise<Reply | undefined> {
  const headers = { ...stage.userHeaders(), traceparent: header, ...(requestId && { 'x-request-id': requestId }) };
  return send({ url: `${stage.urls.coreApi}/input`, method: 'POST', headers, body }, leaving);
}

interface Outcome {
  reply: Reply | undefined;
  phase: PhaseName;
  leaving?: Leaving | undefined;
}

/** Expects the traces of an input besides its entry. */
export function expectInput(expectation: Expectation, { reply, phase, leaving }: Outcome): void {
  const { calls } = expectation;
  if (leaving === 'mid-body') return;
  if (reply === undefined) {
    expectation.processed = PERHAPS;
    calls
      .set(STORE, PERHAPS)
      .set(CONTEXT, PERHAPS)
      .set(HISTORY, { ...PAGES, least: 0 });
    return;
  }
  const isStruck = phase === 'failing' || phase === 'hanging';
  const isStored = reply.status === 202;
  if (!isStored && !(isStruck && reply.status === 503))
    expectation.complaints.push(`expected 202 for an input, came ${reply.status} ${reply.text}`);
  expectation.processed = isStored ? ONCE : NEVER;
  calls.set(STORE, isStruck ? { least: isStored ? 1 : 0, most: ATTEMPTS } : ONCE);
  if (!isStored) return;
  calls.set(CONTEXT, isStruck ? { least: 0, most: ATTEMPTS } : ONCE);
  calls.set(HISTORY, isStruck ? { least: 0, most: ATTEMPTS * ATTEMPTS * PAGES.most } : PAGES);
}

/** Some unique words of a user. */
export function content(random: Random, characters = between(random, 20, 400)): string {
  const words: string[] = [randomUUID()];
  for (let length = 36; length < characters - 12; length += (words.at(-1)?.length ?? 0) + 1)
    words.push(pick(random, WORDS));
  return words.join(' ');
}
