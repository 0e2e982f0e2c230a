import type { Trace } from '@cortex/trace-testing';
import { say } from '../console/say.ts';
import { type DrawOptions, drawTrace } from './draw.ts';

const WIDTH_OF_A_PIPE = 140;

export function printTrace(trace: Trace, options: Pick<DrawOptions, 'all' | 'attributes'> = {}): void {
  say(drawTrace(trace, { width: process.stdout.columns ?? WIDTH_OF_A_PIPE, stream: process.stdout, ...options }));
}
