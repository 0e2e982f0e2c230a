import { LOG_EVENT_SLOW_ENDPOINT } from '@cortex/signals/contract';
import type { Context } from 'koa';
import { levelOf } from './level-of.ts';
import { requestState } from './request-state.ts';
import { routeOf } from './route-of.ts';

/** The threshold of the guide. */
const SLOW_SECONDS = 0.1;

/** Logs each slow answer, with the id of the trace that shows why it was slow. */
export function slowLogger(slowSeconds = SLOW_SECONDS) {
  return (ctx: Context, answer: Answer) => {
    if (answer.seconds > slowSeconds) noteSlow(ctx, answer);
  };
}

interface Answer {
  status: number;
  seconds: number;
}

function noteSlow(ctx: Context, { status, seconds }: Answer): void {
  const milliseconds = Math.round(seconds * 1000);
  const route = routeOf(ctx);
  const { logger } = requestState(ctx);
  logger[levelOf(route, 'warn')]({ method: ctx.method, route, status, milliseconds }, LOG_EVENT_SLOW_ENDPOINT);
}
