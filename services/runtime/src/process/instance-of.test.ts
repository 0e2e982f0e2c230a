import { instanceOf } from './instance-of.ts';

test.each([
  ['service.instance.id=pod-1', 'service.instance.id=pod-1-2'],
  ['team=a, service.instance.id=pod-1,zone=b', 'team=a, service.instance.id=pod-1-2,zone=b'],
])('workers of an instance that is named %s have names of their own', (given, own) => {
  expect(instanceOf(2, { OTEL_RESOURCE_ATTRIBUTES: given })).toEqual({ OTEL_RESOURCE_ATTRIBUTES: own });
});

test.each([undefined, '', 'team=a', 'other.service.instance.id=1'])(
  'where none is named (%s), each process makes its own anyway',
  (given) => {
    expect(instanceOf(2, { OTEL_RESOURCE_ATTRIBUTES: given })).toEqual({});
  },
);
