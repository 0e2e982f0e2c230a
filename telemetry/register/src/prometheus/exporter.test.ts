import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { MetricsEndpoint } from './exporter.ts';

test('/metrics shows all or the requested metrics under their Prometheus names, each with one HELP line', async () => {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const endpoint = new MetricsEndpoint(reader);
  const provider = new MeterProvider({ readers: [reader] });
  const meter = provider.getMeter('test');
  meter.createCounter('jobs', { unit: '{job}', description: 'Jobs done.' }).add(2, { 'job.kind': 'a' });
  meter.createHistogram('job.duration', { unit: 's', advice: { explicitBucketBoundaries: [1] } }).record(0.5);
  meter.createGauge('job.share', { unit: '1' }).record(0.25);
  meter.createUpDownCounter('job.memory', { unit: 'By' }).add(10);
  provider.getMeter('other').createCounter('jobs', { unit: '{job}', description: 'In other words.' }).add(1);

  const collected = jest.spyOn(reader, 'collect');
  const server = createServer((request, response) => void endpoint.answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const nothing = await (await fetch(`${url}?name[]=`)).text();
  expect(collected).not.toHaveBeenCalled();
  const some = await (await fetch(`${url}?name[]=jobs_total&name[]=job_share_ratio`)).text();
  expect(await endpoint.text('/metrics?name[]=jobs_total&name[]=job_share_ratio')).toBe(some);
  const answer = await fetch(url);
  const text = await answer.text();
  await new Promise((resolve) => server.close(resolve));
  await provider.shutdown();

  expect(nothing).toBe('# no metrics requested\n');
  expect([...some.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)).toEqual([
    'target_info',
    'jobs_total',
    'job_share_ratio',
  ]);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toContain('jobs_total{job_kind="a",otel_scope_name="test"} 2');
  expect(text).toContain('job_duration_seconds_bucket{otel_scope_name="test",le="1"} 1');
  expect(text).toContain('job_share_ratio{otel_scope_name="test"} 0.25');
  expect(text).toContain('job_memory_bytes{otel_scope_name="test"} 10');
  expect(text.match(/# HELP jobs_total .*/g)).toEqual(['# HELP jobs_total Jobs done.']);
});
