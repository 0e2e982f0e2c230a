import { spanOf, traceOf } from '../testing/spans.ts';
import { overRepresented } from './over-represented.ts';

const traces = (count: number, attributes: Record<string, unknown>) =>
  Array.from({ length: count }, (_, index) =>
    traceOf(spanOf('root', [0, index], { attributes: { ...attributes, input_id: index } })),
  );

test('names values that the chosen traces have and the others do not, but no unique ones', () => {
  const chosen = traces(4, { 'http.route': '/input', version: '2' });
  expect(
    overRepresented(chosen, [...traces(8, { 'http.route': '/input', version: '1' }), ...traces(1, { version: '2' })]),
  ).toEqual([{ attribute: 'version', value: '2', chosen: 4, others: 1 }]);
});

test('needs a minimum of traces', () => {
  expect(overRepresented(traces(2, { version: '2' }), traces(20, {}))).toEqual([]);
});
