import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Interruption } from '../console/interruption.ts';
import { say } from '../console/say.ts';
import { startTable } from '../console/start-table.ts';
import { requireFreePorts } from '../machine/ports.ts';
import { ensurePage } from '../page/ensure-page.ts';
import type { Ports, Settings } from '../settings.ts';
import { endLeftovers } from '../state/leftovers.ts';
import { removeState } from '../state/write-state.ts';
import { seconds } from '../supervisor/messages.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import { backendComponents, dataDirectoryOf, hideBackends, type NatsOfStack } from './backends.ts';
import { boundLogs } from './bound-logs.ts';
import { buildBackends, buildCheckTool } from './build-backends.ts';
import { claimHome } from './claim-home.ts';
import type { Component } from './component.ts';
import { consoleComponent } from './console.ts';
import { makePrivateFiles, tightenHome } from './private-home.ts';
import { serviceComponents } from './services.ts';
import { spoiltQueues } from './spoilt-queues.ts';
import { stateKeeper } from './state-keeper.ts';
import { watchDisk } from './watch-disk.ts';
import { writeConfigurations } from './write-configurations.ts';

export interface RunStackOptions {
  settings: Settings;
  env: NodeJS.ProcessEnv;
  interruption: Interruption;
  /** Whether events go through NATS. */
  hasNats: boolean;
  /** Whether traces go through gateways, which store only a sample of them. */
  hasSampling: boolean;
}

/** Starts the stack and keeps it running until it is interrupted. Rejects if it cannot be started. Leaves nothing running in either case. */
export async function runStack(options: RunStackOptions): Promise<void> {
  const { settings, env, interruption, hasNats, hasSampling } = options;
  await claimHome(settings.home);
  await endLeftovers(settings.home, { say });
  const tightened = tightenHome(settings.home);
  if (tightened !== undefined) say(tightened);
  await requireFreePorts(openedPorts(settings, hasNats));
  const binaries = await buildBackends(interruption.stop);
  const nats = hasNats ? await prepareNats(interruption.stop) : undefined;
  const page = await ensurePage({ env, signal: interruption.stop, say });
  // Not before the build, because other users may share the built files.
  makePrivateFiles();
  await writeConfigurations(settings);
  const components = [
    ...backendComponents({ settings, binaries, env, hidden: await hideBackends(), nats, hasSampling }),
    ...serviceComponents({ settings, env, natsToken: nats?.token }),
    consoleComponent({ settings, env, page }),
  ];
  try {
    await supervise(components, { settings, interruption });
  } finally {
    removeState(settings.home);
  }
}

/** The token keeps other users of this machine from reading events. */
async function prepareNats(signal: AbortSignal): Promise<NatsOfStack> {
  return { binary: await buildCheckTool('nats-server', signal), token: randomBytes(16).toString('hex') };
}

function openedPorts({ ports, takesContainerLines }: Settings, hasNats: boolean): Partial<Ports> {
  const { collectorFluent, nats, ...always } = ports;
  return { ...always, ...(takesContainerLines && { collectorFluent }), ...(hasNats && { nats }) };
}

async function supervise(
  components: Component[],
  { settings, interruption }: Pick<RunStackOptions, 'settings' | 'interruption'>,
): Promise<void> {
  const { stop: signal, hurry } = interruption;
  const began = Date.now();
  const onChange = stateKeeper({ settings, expected: components.length, say });
  watchDisk({ home: settings.home, say, signal });
  boundLogs({ home: settings.home, signal });
  const supervisor = await Supervisor.start(components, { say, onChange, signal, hurry });
  say(startTable(components.toReversed(), process.stdout));
  for (const { name } of components.filter(({ tier }) => tier === 'collector'))
    for (const line of spoiltQueues(join(dataDirectoryOf(settings), name), began)) say(line);
  const missing = supervisor.missing.length > 0 ? `, without ${supervisor.missing.join(' and ')}` : '';
  say(`Ready in ${seconds(performance.now())}${missing}. Ctrl-C stops everything.`);
  await aborted(signal);
  await supervisor.stop();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}
