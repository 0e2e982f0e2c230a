import { interpolated, labelValuesOf } from './interpolate.ts';

const values = { service: ['core-api', 'a.b'], one: ['x'], none: [] };

test.each([
  ['up{job=~"$service"}', 'up{job=~"(core-api|a\\\\.b)"}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as Grafana writes it
  ['up{job=~"${one}",instance=~"$none"}', 'up{job=~"x",instance=~".*"}'],
  ['rate(a[$__rate_interval]) and b[$__interval]', 'rate(a[40s]) and b[15s]'],
  ['up{job="$unknown"}', 'up{job="$unknown"}'],
])('replaces the variables of %j', (expression, expected) => {
  expect(interpolated(expression, { values, stepSeconds: 15 })).toBe(expected);
});

test('the range of a rate grows with the step, so that no sample between two steps is left out', () => {
  expect(interpolated('$__rate_interval', { values, stepSeconds: 300 })).toBe('310s');
});

test('a value cannot escape from its string', () => {
  const stepSeconds = 15;
  expect(interpolated('up{job=~"$job"}', { values: { job: ['"} or vector(1) # \\'] }, stepSeconds })).toBe(
    'up{job=~"\\"\\\\} or vector\\\\(1\\\\) # \\\\\\\\"}',
  );
});

test.each([
  ['label_values(up{job!~"jaeger|logs"}, job)', { selector: 'up{job!~"jaeger|logs"}', label: 'job' }],
  ['label_values(job)', { selector: undefined, label: 'job' }],
  ['query_result(up)', undefined],
])('recognizes what %j asks for', (query, expected) => {
  expect(labelValuesOf(query)).toEqual(expected);
});
