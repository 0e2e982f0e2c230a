import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '@cortex/local/fault';
import type { Stage } from './stage.ts';

/** A fault with a known cause. */
export interface Situation {
  name: string;
  /** Causes it. @returns the id of a trace that shows it */
  make(stage: Stage): Promise<string>;
  /** The kind and the text of the first finding. */
  cause: { kind: string; says: RegExp };
}

const striking = (fault: Partial<Fault>): Fault => ({ probability: 1, tool: 'store_input', ...fault }) as Fault;

/** Situations with lasting effects come last. */
export const SITUATIONS: Situation[] = [
  {
    name: 'CPU time in a known function',
    cause: { kind: 'cpu', says: /^shop worked .* of it in renderInvoices \(.*shop\.ts/ },
    make: (stage) => stage.shop('/invoices'),
  },
  {
    name: 'a slow event loop',
    cause: { kind: 'event_loop', says: /event loop of shop .* most in renderInvoices/ },
    make: async (stage) => {
      const held = stage.shop('/price');
      // Now the shop waits for a timer.
      await pause(50);
      await stage.shop('/invoices');
      return held;
    },
  },
  {
    name: 'a large payload',
    cause: { kind: 'payload', says: /^shop .* carried 9,\d+ KB in its request/ },
    make: (stage) =>
      stage.shop(
        '/orders',
        Array.from({ length: 10_000 }, () => 'x'.repeat(1000)),
      ),
  },
  {
    name: 'a slow query',
    cause: { kind: 'query', says: /^shop waited .* for 1 query SELECT stock .*: select count/ },
    make: (stage) => stage.shop('/report'),
  },
  {
    name: 'a lost index',
    cause: { kind: 'query', says: /^shop waited .* for 20 queries SELECT stock \(.* times its usual .*, 20 rows\)/ },
    make: async (stage) => {
      await stage.shop('/stock');
      await stage.measured('traces_span_metrics_calls_total{span_name="SELECT stock"} >= 20');
      await stage.shop('/stock/lost-index');
      return stage.shop('/stock');
    },
  },
  {
    name: 'a retry storm',
    cause: {
      kind: 'retries',
      says: /^shop made 16 attempts at GET http:\S+\/supplier in 4 calls; .* first failure was 503/,
    },
    make: (stage) => stage.shop('/reservations'),
  },
  {
    name: 'a full pool',
    cause: { kind: 'wait', says: /^core-api waited .* for a slot of memory-service/ },
    make: (stage) =>
      stage.whileFaulty(striking({ kind: 'latency', milliseconds: 300 }), () => lastOf(60, () => stage.input())),
  },
  {
    name: 'an open circuit',
    cause: { kind: 'open_circuit', says: /^core-api did not ask memory-service: its circuit breaker was open/ },
    make: (stage) =>
      stage.whileFaulty(striking({ kind: 'error', status: 503 }), async () => {
        await lastOf(10, () => stage.input());
        return stage.input();
      }),
  },
  {
    name: 'a hanging tool',
    cause: { kind: 'injected_fault', says: /\(hang\) was injected into memory-service tools\/call store_input/ },
    make: async (stage) => {
      await stage.recovered();
      return stage.whileFaulty(striking({ kind: 'hang' }), () => stage.input());
    },
  },
  {
    name: 'a killed service',
    cause: { kind: 'unreachable', says: /^core-api could not reach 127\.0\.0\.1:\d+/ },
    make: async (stage) => {
      await stage.recovered();
      stage.kill('memory-service');
      return stage.input();
    },
  },
];

/** Sends all at once. */
async function lastOf(count: number, send: () => Promise<string>): Promise<string> {
  const ids = await Promise.all(Array.from({ length: count }, send));
  return ids.at(-1) ?? 'none';
}
