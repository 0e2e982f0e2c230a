import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Ports, readSettings } from '../settings.ts';
import { freePorts } from '../testing/free-ports.ts';
import { requireFreePorts } from './ports.ts';

async function allFree(): Promise<Ports> {
  const names = Object.keys(readSettings({}).ports);
  const ports = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Ports;
}

test('passes when all ports are free', async () => {
  await requireFreePorts(await allFree());
});

test('names the port that is taken, its holder, and the variable that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const check = requireFreePorts({ ...(await allFree()), jaeger: port });
  await expect(check).rejects.toThrow(
    new RegExp(
      `^Port ${port} \\(Jaeger, query API\\) is taken by process ${process.pid} \\(.+\\)\\. Stop that, or set CORTEX_JAEGER_PORT to a free port\\.$`,
    ),
  );
  server.close();
});

test('of several taken ports it says that another Cortex may have them, and where to read how two run side by side', async () => {
  const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const [jaeger, prometheus] = servers.map((server) => (server.address() as AddressInfo).port) as [number, number];
  const check = requireFreePorts({ ...(await allFree()), jaeger, prometheus });
  await expect(check).rejects.toThrow(
    /\(Prometheus\) is taken.*\nIf another Cortex runs here, .*docs\/settings\.md\.$/s,
  );
  for (const server of servers) server.close();
});
