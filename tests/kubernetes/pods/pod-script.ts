import { dirname, join } from 'node:path';
import { repository } from '@cortex/local/settings';
import type { Program } from './programs.ts';
import { APP, PROGRAM } from './programs.ts';

export interface PodVolume {
  mountPath: string;
  /** The folder on this machine whose files the volume has. Without it the volume is empty and writable. */
  files?: string;
  /** The single file that is mounted at the path. */
  subPath?: string | undefined;
}

export interface PodOptions {
  /** The pod's address with its prefix length. */
  address: string;
  /** The file on this machine that becomes the pod's `/etc/hosts`. */
  hostsFile: string;
  user: { runAsUser: number; runAsGroup: number; fsGroup: number };
  volumes: PodVolume[];
  program: Program;
  environment: Record<string, string>;
}

const quoted = (text: string | number) => `'${String(text).replaceAll("'", `'\\''`)}'`;

/**
 * A shell script that does what kubelet and the container runtime do, to be run in namespaces of its own. It mounts a read-only root file
 * system with the program, its volumes and the libraries of this machine, then starts the program as its user, without capabilities.
 */
export function podScript({ address, hostsFile, user, volumes, program, environment }: PodOptions): string {
  const { runAsUser, runAsGroup, fsGroup } = user;
  const variables = Object.entries({ ...program.environment, ...environment }).map(([name, value]) =>
    quoted(`${name}=${value}`),
  );
  return [
    'set -e',
    'until ip link show eth0 >/dev/null 2>&1; do sleep 0.02; done',
    `ip link set lo up; ip addr add ${quoted(address)} dev eth0; ip link set eth0 up`,
    'mount -t tmpfs -o mode=755 root /mnt; cd /mnt; mkdir usr etc proc dev app; ln -s usr/bin usr/lib usr/lib64 .',
    'mount --bind /usr usr; mount -t proc proc proc; mount --bind /dev dev',
    `mount --bind ${quoted(repository)} .${APP}; mount -o remount,bind,ro .${APP}`,
    `cp ${quoted(hostsFile)} etc/hosts`,
    ...(program.executable ? [`touch .${PROGRAM}; mount --bind ${quoted(program.executable)} .${PROGRAM}`] : []),
    ...volumes.map((volume) => volumeScript(volume, fsGroup)),
    'mount -o remount,ro /mnt',
    [
      `exec chroot /mnt /usr/bin/setpriv --reuid ${runAsUser} --regid ${runAsGroup} --groups ${fsGroup}`,
      '--no-new-privs --bounding-set=-all --inh-caps=-all --',
      `/usr/bin/env --ignore-environment --chdir=${quoted(program.workingDirectory)}`,
      ...variables,
      ...program.command.map(quoted),
    ].join(' '),
  ].join('\n');
}

function volumeScript({ mountPath, files, subPath }: PodVolume, fsGroup: number): string {
  const path = quoted(`.${mountPath}`);
  if (files !== undefined && subPath !== undefined)
    return `mkdir -p ${quoted(`.${dirname(mountPath)}`)}; cp ${quoted(join(files, subPath))} ${path}`;
  if (files !== undefined) return `mkdir -p ${path}; cp ${quoted(files)}/* ${path}`;
  return `mkdir -p ${path}; mount -t tmpfs -o mode=2775,gid=${fsGroup} volume ${path}`;
}
