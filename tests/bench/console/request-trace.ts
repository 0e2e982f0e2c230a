import { seededRandom } from '../../e2e/faults/random.ts';
import { attributes } from '../backlog/backlogs/backlog.ts';

/** A span as in OTLP's JSON, and its service. */
export interface SentSpan {
  service: string;
  span: Record<string, unknown>;
}

export interface RequestTraceOptions {
  traceId: string;
  /** The number of spans. */
  spans: number;
  seed: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
}

interface Planned {
  service: string;
  name: string;
  kind: number;
  parent: Planned | undefined;
  /** Microseconds since the begin of the trace. */
  begin: number;
  end: number;
  attributes: Record<string, string>;
  isFailed?: boolean;
}

const [INTERNAL, SERVER, CLIENT] = [1, 2, 3];
const FAILED = { code: 2, message: 'the tool gave up' };
const [ASSISTANT, TOOLS] = ['bench-assistant', 'bench-tools'];
const TOOL_NAMES = ['search_notes', 'store_note', 'summarise', 'translate'];
const CALLS_A_STEP = 8;
const MOST_QUERIES = 6;
const FAILED_SHARE = 0.01;

/** The trace of an assistant that calls tools with MCP over HTTP, one after the other; each tool queries a database. */
export function requestTrace({ traceId, spans, seed, endsAt }: RequestTraceOptions): SentSpan[] {
  const random = seededRandom(seed);
  const root = planned({ service: ASSISTANT, name: 'POST /chat', kind: SERVER, attributes: { 'http.route': '/chat' } });
  const plan = [root];
  let step = root;
  for (let call = 0; plan.length < spans; call += 1) {
    if (call % CALLS_A_STEP === 0) {
      step = planned({ name: `step ${call / CALLS_A_STEP + 1}`, parent: root, begin: root.end });
      plan.push(step);
    }
    plan.push(...toolCall(step, random));
    root.end = step.end;
  }
  const beginMicroseconds = endsAt * 1000 - root.end;
  const ids = new Map(plan.map((span, index) => [span, (index + 1).toString(16).padStart(16, '0')]));
  return plan.slice(0, spans).map((span) => ({
    service: span.service,
    span: {
      traceId,
      spanId: ids.get(span),
      ...(span.parent !== undefined && { parentSpanId: ids.get(span.parent) }),
      name: span.name,
      kind: span.kind,
      startTimeUnixNano: `${beginMicroseconds + span.begin}000`,
      endTimeUnixNano: `${beginMicroseconds + span.end}000`,
      attributes: attributes(span.attributes),
      ...(span.isFailed && { status: FAILED }),
    },
  }));
}

/** One tool call after the last one of its step: both sides of MCP, both sides of HTTP, and the work of the tool. */
function toolCall(step: Planned, random: () => number): Planned[] {
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  const tool = TOOL_NAMES[upTo(TOOL_NAMES.length) - 1] ?? '';
  const name = `tools/call ${tool}`;
  const isFailed = random() < FAILED_SHARE;
  const mcp = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': tool,
    'mcp.protocol.version': '2025-11-25',
    'mcp.session.id': 'bench-session',
    'jsonrpc.request.id': String(upTo(1e6)),
    'network.transport': 'tcp',
    ...(isFailed && { 'error.type': 'tool_error' }),
  };
  const http = { 'http.request.method': 'POST', 'http.response.status_code': '200', 'url.path': '/mcp' };
  const client = planned({ name, kind: CLIENT, parent: step, begin: step.end + upTo(500), attributes: mcp, isFailed });
  const post = within(client, upTo(300), { name: 'POST', kind: CLIENT, attributes: http });
  const route = { ...http, 'http.route': '/mcp' };
  const served = within(post, upTo(800), { service: TOOLS, name: 'POST /mcp', kind: SERVER, attributes: route });
  const handled = within(served, upTo(200), { service: TOOLS, name, kind: SERVER, attributes: mcp, isFailed });
  const work = Array.from({ length: upTo(MOST_QUERIES) }, () => {
    const query = within(handled, handled.end - handled.begin + upTo(300), databaseQuery);
    query.end = query.begin + upTo(5_000);
    handled.end = query.end;
    return query;
  });
  served.end = handled.end + upTo(200);
  post.end = served.end + upTo(800);
  client.end = post.end + upTo(300);
  step.end = client.end;
  return [client, post, served, handled, ...work];
}

const databaseQuery: Partial<Planned> = {
  service: TOOLS,
  name: 'SELECT notes',
  kind: CLIENT,
  attributes: {
    'db.system.name': 'postgresql',
    'db.namespace': 'notes',
    'db.query.text': 'SELECT id, body FROM notes WHERE owner = $1 ORDER BY id LIMIT $2',
  },
};

function within(parent: Planned, after: number, fields: Partial<Planned>): Planned {
  return planned({ parent, begin: parent.begin + after, ...fields });
}

function planned({ begin = 0, ...fields }: Partial<Planned>): Planned {
  return {
    service: ASSISTANT,
    name: '',
    kind: INTERNAL,
    parent: undefined,
    attributes: {},
    begin,
    end: begin,
    ...fields,
  };
}
