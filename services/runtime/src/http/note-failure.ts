import { LOG_EVENT_REQUEST_FAILED } from '@cortex/signals/contract';
import type { Context } from 'koa';
import { logFailure } from '../errors/log-failure.ts';
import { requestState } from './request-state.ts';

/** Logs why a request failed, once, and sets the status of its span. Called by whatever answers the failure. */
export function noteFailure(ctx: Context, error: unknown): void {
  logFailure(requestState(ctx).logger, error, LOG_EVENT_REQUEST_FAILED);
}
