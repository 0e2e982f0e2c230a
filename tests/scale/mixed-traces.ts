import { CLIENT, SERVER, type SentSpan, type SentTrace, TraceMaker } from './spans.ts';

/** How often each kind occurs among mixed requests, as on a bad day. */
const KINDS = { error: 0.1, slow: 0.1, fault: 0.05, stream: 0.03, refused: 0.03 };
/** Kinds that only the policy `percentage` stores. */
const COMMON = ['normal', 'stream', 'refused'];
const SLOW_MILLISECONDS = 700;

/** Whether a policy keeps every trace of its kind. */
export function mustBeKept({ kind }: SentTrace): boolean {
  return !COMMON.includes(kind);
}

export function mixedTraces(count: number, random: () => number): SentTrace[] {
  return Array.from({ length: count }, () => mixedTrace(random));
}

function mixedTrace(random: () => number): SentTrace {
  const kind = chosenKind(random());
  const maker = new TraceMaker(random);
  if (kind === 'stream') addStream(maker);
  else if (kind === 'refused') addRefused(maker);
  else addInput(maker, { kind, unlucky: Math.floor(random() * 7) });
  return { traceId: maker.traceId, kind, spans: maker.spans };
}

function chosenKind(drawn: number): string {
  let sum = 0;
  for (const [kind, share] of Object.entries(KINDS)) {
    sum += share;
    if (drawn < sum) return kind;
  }
  return 'normal';
}

function addStream(maker: TraceMaker): void {
  const attributes = { 'http.route': '/output/stream', 'http.response.status_code': 200 };
  maker.add({ name: 'GET /output/stream', service: 'core-api', kind: SERVER, milliseconds: 60_000, attributes });
}

function addRefused(maker: TraceMaker): void {
  const attributes = { 'http.response.status_code': 404 };
  maker.add({ name: 'GET', service: 'core-api', kind: SERVER, attributes });
}

/** Adds an input that passes through the three services. The span with the error or the fault is chosen at random; it is seldom the root. */
function addInput(maker: TraceMaker, { kind, unlucky }: { kind: string; unlucky: number }): void {
  const steps = [
    ['core-api', 'POST /input', SERVER],
    ['core-api', 'process_input'],
    ['core-api', 'tools/call get_context', CLIENT],
    ['cognition-service', 'tools/call get_context', SERVER],
    ['cognition-service', 'tools/call get_history', CLIENT],
    ['memory-service', 'tools/call get_history', SERVER],
    ['memory-service', 'SELECT user_history', CLIENT],
  ] as const;
  let parent: SentSpan | undefined;
  for (const [index, [service, name, spanKind]] of steps.entries()) {
    const isUnlucky = index === unlucky;
    parent = maker.add({
      service,
      name,
      ...(spanKind && { kind: spanKind }),
      ...(parent && { parent }),
      start: index,
      milliseconds: kind === 'slow' && isUnlucky ? SLOW_MILLISECONDS : 20 - index,
      isError: kind === 'error' && isUnlucky,
      attributes: kind === 'fault' && isUnlucky ? { 'fault.injected': 'latency' } : {},
    });
  }
}
