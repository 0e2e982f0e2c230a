import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';
const PERIOD_MICROSECONDS = 100_000;
const MEBIBYTE = 1024 * 1024;

export interface Limits {
  cores: number;
  mebibytes: number;
}

/** Version 1 of the kernel's interface has a tree for each controller, version 2 a single tree. */
interface Version {
  folders: string[];
  cpu(cores: number): [file: string, value: string];
  memory(bytes: number): [file: string, value: string];
}

const VERSION_1: Version = {
  folders: [join(ROOT, 'cpu'), join(ROOT, 'memory')],
  cpu: (cores) => ['cpu.cfs_quota_us', String(cores * PERIOD_MICROSECONDS)],
  memory: (bytes) => ['memory.limit_in_bytes', String(bytes)],
};

const VERSION_2: Version = {
  folders: [ROOT],
  cpu: (cores) => ['cpu.max', `${cores * PERIOD_MICROSECONDS} ${PERIOD_MICROSECONDS}`],
  memory: (bytes) => ['memory.max', String(bytes)],
};

/**
 * Limits the resources of processes with the kernel's control groups. Memory counts in the group in which a process
 * was when it allocated it, and a process starts in its parent's group.
 */
export class ControlGroup implements Disposable {
  readonly #parents: string[];
  readonly #folders: string[];

  private constructor(name: string, { folders: parents }: Version) {
    this.#parents = parents;
    this.#folders = parents.map((parent) => join(parent, `cortex-test-${process.pid}-${name}`));
    for (const folder of this.#folders) mkdirSync(folder);
  }

  /** Why groups cannot be used here; undefined if they can. */
  static missing(): string | undefined {
    if (process.getuid?.() !== 0) return 'only root may make control groups';
    const version = versionHere();
    if (!version) return `there are no control groups for cpu and memory below ${ROOT}`;
    try {
      new ControlGroup('probe', version)[Symbol.dispose]();
      return undefined;
    } catch (error) {
      return `control groups cannot be made here: ${(error as Error).message}`;
    }
  }

  /** Creates a group with these limits, without processes. */
  static create(name: string, { cores, mebibytes }: Limits): ControlGroup {
    const version = versionHere();
    if (!version) throw new Error('there are no control groups here: ask missing() first');
    const group = new ControlGroup(name, version);
    group.#write(...version.cpu(cores));
    group.#write(...version.memory(mebibytes * MEBIBYTE));
    return group;
  }

  add(pid: number): void {
    this.#move(pid, this.#folders);
  }

  /** Moves a process back to its original group. */
  remove(pid: number): void {
    this.#move(pid, this.#parents);
  }

  /** How often the kernel has held its processes up because they had used their share of the cores. */
  throttled(): number {
    const count = /^nr_throttled (\d+)$/m.exec(readFileSync(this.#fileOf('cpu.stat'), 'utf8'))?.[1];
    return Number(count);
  }

  /** Removes the limits from remaining processes. */
  [Symbol.dispose](): void {
    for (const folder of this.#folders) {
      const pids = readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean);
      for (const pid of pids) this.remove(Number(pid));
      rmdirSync(folder);
    }
  }

  #move(pid: number, folders: readonly string[]): void {
    for (const folder of folders) writeFileSync(join(folder, 'cgroup.procs'), String(pid));
  }

  #write(file: string, value: string): void {
    writeFileSync(this.#fileOf(file), value);
  }

  #fileOf(name: string): string {
    const file = this.#folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (file === undefined) throw new Error(`the kernel has no ${name}`);
    return file;
  }
}

function versionHere(): Version | undefined {
  if (VERSION_1.folders.every((folder) => existsSync(folder))) return VERSION_1;
  return existsSync(join(ROOT, 'cgroup.controllers')) ? VERSION_2 : undefined;
}
