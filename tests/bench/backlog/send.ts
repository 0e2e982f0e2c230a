import { setTimeout as pause } from 'node:timers/promises';
import type { OtlpRequest } from './backlogs/backlog.ts';

const RETRY_AFTER_MILLISECONDS = 200;
/** Statuses on which the SDKs retry: the Collector is busy at the moment. */
const RETRYABLE = [429, 502, 503, 504];

/** Sends everything to a Collector, one request after the other, like the SDKs. */
export async function sendAll(collector: string, requests: Iterable<OtlpRequest>, signal: AbortSignal): Promise<void> {
  for (const request of requests) await send(collector, request, signal);
}

async function send(collector: string, { path, contentType, body }: OtlpRequest, signal: AbortSignal): Promise<void> {
  for (;;) {
    const headers = { 'content-type': contentType };
    const response = await fetch(`${collector}${path}`, { method: 'POST', headers, body, signal });
    const text = await response.text();
    if (response.ok && !text.includes('rejected')) return;
    if (!RETRYABLE.includes(response.status))
      throw new Error(`the Collector answered ${response.status} to ${path}: ${text}`);
    await pause(RETRY_AFTER_MILLISECONDS, undefined, { signal });
  }
}
