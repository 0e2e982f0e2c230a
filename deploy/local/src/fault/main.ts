/** `npm run fault`: injects a fault into a running service. */
import { exitWith } from '../console/exit-with.ts';
import { outliveConsole, say } from '../console/say.ts';
import { readSettings } from '../settings.ts';
import { urlInRunningStack } from '../state/running-stack.ts';
import { UserError } from '../user-error.ts';
import { describe, type Fault } from './fault.ts';
import { FaultClient } from './fault-client.ts';
import { internalSecret } from './internal-secret.ts';
import { type FaultOptions, readOptions, USAGE } from './options.ts';

const PARTS = { 'core-api': 'coreApi', 'memory-service': 'memory', 'cognition-service': 'cognition' } as const;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return say(USAGE);
  const { home } = readSettings(process.env);
  const { service } = options;
  const url = urlInRunningStack(partOf(service), { home, env: process.env });
  const faults = await act(new FaultClient({ service, url, secret: internalSecret(home, process.env) }), options);
  say(faults.length === 0 ? `${service}: no faults are set.` : `${service}:`);
  for (const fault of faults) say(`  ${describe(fault)}`);
}

function partOf(service: string): (typeof PARTS)[keyof typeof PARTS] {
  if (service in PARTS) return PARTS[service as keyof typeof PARTS];
  const names = Object.keys(PARTS);
  throw new UserError(`Unknown service "${service}": expected ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`);
}

function act(client: FaultClient, { action }: FaultOptions): Promise<Fault[]> {
  if (action === undefined) return client.list();
  return 'set' in action ? client.set(action.set) : client.clear(action.clear);
}

outliveConsole();
await exitWith(main());
