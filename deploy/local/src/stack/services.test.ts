import { readSettings } from '../settings.ts';
import { serviceComponents } from './services.ts';

test('the services accept faults, except in production', () => {
  const faultsIn = (env: NodeJS.ProcessEnv) =>
    serviceComponents({ settings: readSettings({}), env }).map((component) => component.env?.CORTEX_FAULTS);
  expect(faultsIn({})).toEqual(['on', 'on', 'on']);
  expect(faultsIn({ NODE_ENV: 'production' })).toEqual(['off', 'off', 'off']);
  expect(faultsIn({ CORTEX_FAULTS: 'off' })).toEqual(['off', 'off', 'off']);
});

test('does not override the environment that NODE_ENV names', () => {
  const components = serviceComponents({ settings: readSettings({}), env: { NODE_ENV: 'production' } });
  for (const { env } of components) {
    expect(env).toMatchObject({ NODE_ENV: 'production' });
    expect(env).not.toHaveProperty('OTEL_RESOURCE_ATTRIBUTES');
  }
});

test('core-api, which strangers call, continues their traces only if configured to; the others follow their callers', () => {
  const followedIn = (env: NodeJS.ProcessEnv) =>
    serviceComponents({ settings: readSettings({}), env }).map((component) => component.env?.CORTEX_REMOTE_PARENTS);
  expect(followedIn({})).toEqual(['follow', 'follow', 'none']);
  expect(followedIn({ CORTEX_REMOTE_PARENTS: 'sampled' })).toEqual(['follow', 'follow', 'sampled']);
});

test('core-api passes on the baggage of strangers only if configured to', () => {
  const propagatorsIn = (env: NodeJS.ProcessEnv) =>
    serviceComponents({ settings: readSettings({}), env }).map((component) => component.env?.OTEL_PROPAGATORS);
  expect(propagatorsIn({})).toEqual([undefined, undefined, 'tracecontext']);
  const all = 'tracecontext,baggage';
  expect(propagatorsIn({ OTEL_PROPAGATORS: all })).toEqual([all, all, all]);
});

test('only core-api gets the token of the stack’s NATS', () => {
  const urlsIn = (natsToken?: string) =>
    serviceComponents({ settings: readSettings({ CORTEX_NATS_PORT: '4333' }), env: {}, natsToken }).map(
      ({ env }) => env?.CORTEX_EVENTS_URL,
    );
  expect(urlsIn('token')).toEqual([undefined, undefined, 'nats://token@127.0.0.1:4333']);
  expect(urlsIn()).toEqual([undefined, undefined, undefined]);
});
