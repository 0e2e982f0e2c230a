import type { BuildEvent } from '../types.ts';
import { BuildProgress } from './build-progress.ts';

describe('BuildProgress', () => {
  test('reports each change of phase, and counts from 0 again', () => {
    const events: BuildEvent[] = [];
    const progress = new BuildProgress('jaeger', (event) => events.push(event));
    progress.enter('download');
    progress.step();
    progress.enter('compile', 12);
    progress.enter('done');
    const seen = events.map(({ elapsedMilliseconds: _, ...event }) => event);
    expect(seen).toEqual([
      { tool: 'jaeger', phase: 'download', done: 0 },
      { tool: 'jaeger', phase: 'compile', done: 0, total: 12 },
      { tool: 'jaeger', phase: 'done', done: 0 },
    ]);
  });

  test('does not report every step when there are many', () => {
    const events: BuildEvent[] = [];
    const progress = new BuildProgress('jaeger', (event) => events.push(event));
    progress.enter('compile', 100_000);
    for (let step = 0; step < 100_000; step++) progress.step();
    expect(events.length).toBeLessThan(1000);
  });
});
