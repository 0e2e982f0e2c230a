import { baselines } from './baselines.ts';
import { loadWindows } from './load-windows.ts';
import { endurance } from './scenarios/endurance.ts';
import { steady } from './scenarios/steady.ts';

test.each([
  ['steady', steady],
  ['endurance', endurance],
])('%s puts load on every service whose resources it is judged by', (_name, { plan, defaultSeconds }) => {
  const windows = loadWindows(plan(defaultSeconds).stages, 0);
  const judged = baselines.resources.map(({ service }) => service);
  expect([...windows.keys()].sort()).toEqual(judged.sort());
});

test('a stage is a window of each service that works for it', () => {
  const stage = { id: 'a', title: 'a', row: 'input', startSeconds: 2, seconds: 3, load: { users: 1 } } as const;
  expect(Object.fromEntries(loadWindows([stage], 1000))).toEqual({
    'core-api': [{ from: 3000, to: 6000 }],
    'memory-service': [{ from: 3000, to: 6000 }],
    'cognition-service': [{ from: 3000, to: 6000 }],
  });
});
