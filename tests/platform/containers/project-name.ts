import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { bootId, identify, isRunning } from '@cortex/local/machine';

const NAME = /^cortex-test-(?<boot>[0-9a-f]{8})-(?<space>\d+)-(?<pid>\d+)-(?<startTicks>\d+)-[0-9a-f]{8}$/;

/** A name for a Compose project that identifies its owner. Compose adds it as a label to every container, network and volume. */
export function newProjectName(pid = process.pid): string {
  const { startTicks } = identify(pid) ?? { startTicks: 0 };
  return ['cortex-test', boot(), pidSpace(), pid, startTicks, randomBytes(4).toString('hex')].join('-');
}

/** Whether a name is ours, of a process that no longer exists. A pid of another namespace proves nothing during this boot. */
export function isAbandoned(project: string): boolean {
  const owner = NAME.exec(project)?.groups;
  if (owner === undefined) return false;
  if (owner.boot !== boot()) return true;
  return owner.space === pidSpace() && !isRunning({ pid: Number(owner.pid), startTicks: Number(owner.startTicks) });
}

function boot(): string {
  return bootId().slice(0, 8);
}

function pidSpace(): string {
  return readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');
}
