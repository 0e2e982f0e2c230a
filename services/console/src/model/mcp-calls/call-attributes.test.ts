import { tracesOf } from './call-attributes.ts';

const part = { server: 'shop', serverVersion: '3', client: 'my agent', clientVersion: '2', tool: 'price' };

test('a server is the service of the searched traces, its client an attribute', () => {
  expect(tracesOf(part, 'server')).toEqual({
    service: 'shop',
    where: 'gen_ai.tool.name=price cortex.mcp.client.name="my agent" cortex.mcp.client.version=2',
  });
});

test('a client identifies its server by name or address', () => {
  expect(tracesOf(part, 'client')).toEqual({
    service: 'my agent',
    where: 'gen_ai.tool.name=price cortex.mcp.server.name=shop cortex.mcp.server.version=3',
  });
  expect(tracesOf({ server: '127.0.0.1:3001' }, 'client')).toEqual({
    where: 'server.address=127.0.0.1 server.port=3001',
  });
});

test('sessions and resources are attributes; unknown values give no search', () => {
  expect(tracesOf({ session: 's1', uri: 'shop://prices' }, 'server')).toEqual({
    where: 'mcp.resource.uri=shop://prices mcp.session.id=s1',
  });
  expect(tracesOf({ client: undefined }, 'server')).toEqual({});
});
