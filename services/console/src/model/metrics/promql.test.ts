import { serviceOf } from '../services/job.ts';
import { jobsOf } from './promql.ts';

const fits = (services: string[], job: string) => new RegExp(`^(?:${JSON.parse(jobsOf(services))})$`).test(job);

test.each(['shop', 'acme/shop', 'acme/eu/shop', 'a.b'])('%s is a job of shop or a.b', (job) => {
  expect(fits(['shop', 'a.b'], job)).toBe(true);
});

test.each(['workshop', 'shop-2', 'shop/stock', '/shop', 'acb'])('%s is not a job of shop or a.b', (job) => {
  expect(fits(['shop', 'a.b'], job)).toBe(false);
});

test('a job has the name of its service, with and without a namespace', () => {
  expect(['shop', 'acme/shop'].map(serviceOf)).toEqual(['shop', 'shop']);
});
