import { createServer } from 'node:net';
import { PORTS, type PortName, type Ports } from '../settings.ts';
import { UserError } from '../user-error.ts';
import { findPortHolder } from './port-holder.ts';

const SEVERAL =
  'If another Cortex runs here, Ctrl-C in its terminal stops all of that. To run this one beside it, see "Ports" in docs/settings.md.';

/** Throws one error that names every port that is taken, its holder, and the variable that changes it. */
export async function requireFreePorts(ports: Partial<Ports>): Promise<void> {
  const opened = Object.entries(ports) as [PortName, number][];
  const faults = (await Promise.all(opened.map(([name, port]) => faultOf(name, port)))).filter(
    (fault) => fault !== undefined,
  );
  if (faults.length > 1) faults.push(SEVERAL);
  if (faults.length > 0) throw new UserError(faults.join('\n'));
}

async function faultOf(name: PortName, port: number): Promise<string | undefined> {
  const code = await tryToListen(port);
  if (code === undefined) return undefined;
  const { variable, about } = PORTS[name];
  if (code !== 'EADDRINUSE') {
    return `Port ${port} (${about}) cannot be opened: ${code}. Set ${variable} to another port.`;
  }
  const holder = await findPortHolder(port);
  const who = holder ? `process ${holder.pid} (${holder.command})` : 'a process of another user';
  return `Port ${port} (${about}) is taken by ${who}. Stop that, or set ${variable} to a free port.`;
}

/** The error's code, or undefined when the port could be opened; it is closed again. */
function tryToListen(port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
