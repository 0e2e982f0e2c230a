import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { printable, shortened } from '../model/format/text.ts';
import type { LoggedLine } from '../model/logs/trace-log.ts';
import { traceId } from '../questions/known-trace.ts';
import { findLines } from '../questions/logs/find-lines.ts';
import { answerRoute } from './answer.ts';

export interface TraceLogsAnswer {
  lines: LoggedLine[];
  /** Whether older lines were left out. */
  isCut: boolean;
}

const MOST_LINES = 5000;
const LONGEST_MESSAGE = 4000;
const LONGEST_VALUE = 400;
/** Fields that every line of a process has, or that are elsewhere in the answer. */
const LEFT_OUT = /^(_stream|_stream_id|trace_id|trace_flags|flags|telemetry\.|process\.|host\.|os\.|scope_|otel\.)/;

/** Serves the lines of a trace. `begin`, in milliseconds since the epoch, saves the log store from searching all its days. */
export function traceLogsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId/logs',
    asked: z.object({ traceId, begin: z.coerce.number().nonnegative().default(0) }),
    context,
    answer: async ({ traceId: id, begin }, { backends }): Promise<TraceLogsAnswer> => {
      const lines = await findLines(backends.logs, { traceId: id, begin: Math.floor(begin) }, MOST_LINES + 1);
      return { lines: lines.slice(0, MOST_LINES).map(bounded), isCut: lines.length > MOST_LINES };
    },
  });
}

function bounded({ message, fields, ...line }: LoggedLine): LoggedLine {
  const shown = Object.entries(fields).filter(([name]) => !LEFT_OUT.test(name));
  return {
    ...line,
    message: shortened(printable(message), LONGEST_MESSAGE),
    fields: Object.fromEntries(shown.map(([name, value]) => [name, shortened(printable(value), LONGEST_VALUE)])),
  };
}
