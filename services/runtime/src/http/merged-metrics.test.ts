import { mergedMetrics } from './merged-metrics.ts';

const first = `# HELP jobs_total Jobs.
# TYPE jobs_total counter
jobs_total{kind="a{} b"} 2
# HELP job_seconds Time.
# TYPE job_seconds histogram
job_seconds_bucket{le="1"} 1
job_seconds_count 1
`;

test('has each metric once, with the samples of all workers by their number', () => {
  const second = first.replace(' 2\n', ' 3\n').concat('# HELP rare R.\n# TYPE rare gauge\nrare 7\n');
  const text = mergedMetrics([
    { worker: 2, text: second },
    { worker: 1, text: first },
  ]);
  expect(text).toBe(`# HELP jobs_total Jobs.
# TYPE jobs_total counter
jobs_total{worker="1",kind="a{} b"} 2
jobs_total{worker="2",kind="a{} b"} 3
# HELP job_seconds Time.
# TYPE job_seconds histogram
job_seconds_bucket{worker="1",le="1"} 1
job_seconds_count{worker="1"} 1
job_seconds_bucket{worker="2",le="1"} 1
job_seconds_count{worker="2"} 1
# HELP rare R.
# TYPE rare gauge
rare{worker="2"} 7
`);
});

test('is empty where nobody has measured anything', () => {
  expect(mergedMetrics([{ worker: 1, text: '# telemetry is not running\n' }])).toBe('');
});
