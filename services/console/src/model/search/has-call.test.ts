import { spanOf, traceOf } from '../testing/spans.ts';
import { hasCall } from './has-call.ts';

const trace = traceOf(
  spanOf('root', [0, 100]),
  spanOf('post', [10, 90], { under: 'root', kind: 'CLIENT' }),
  spanOf('serve', [20, 80], { under: 'post', kind: 'SERVER', service: 'memory' }),
  spanOf('select', [30, 40], {
    under: 'serve',
    kind: 'CLIENT',
    service: 'memory',
    attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'notes' },
  }),
);

test.each([
  [{ from: 'shop', to: 'memory' }, true],
  [{ to: 'memory' }, true],
  [{ from: 'memory', to: 'notes' }, true],
  [{ from: 'memory', to: 'postgresql' }, true],
  [{ from: 'shop', to: 'notes' }, false],
  [{ from: 'memory', to: 'shop' }, false],
  [{ from: 'memory', to: 'memory' }, false],
  [{ to: 'nobody' }, false],
])('%j: %s', (call, expected) => {
  expect(hasCall(trace, call)).toBe(expected);
});
