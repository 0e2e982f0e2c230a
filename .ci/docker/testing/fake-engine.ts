import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FakeEngine {
  /** An environment in which `docker` and `dockerd` are the fake commands, and DOCKER_HOST names a socket of this test. */
  env: NodeJS.ProcessEnv;
}

/**
 * Creates a `dockerd` that only pretends to listen, and a `docker` that asks it. Two real engines on one machine would undo each
 * other's network rules.
 * @param directory an existing directory for the commands and the engine's state
 * @param dockerd shell script of the daemon; default: one that listens
 */
export function writeFakeEngine(directory: string, dockerd?: string): FakeEngine {
  const listening = join(directory, 'listening');
  const daemon = `trap 'rm ${listening}; exit 0' TERM\ntouch ${listening}\nwhile :; do sleep 0.05; done`;
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  writeCommand(join(bin, 'docker'), `[ -e ${listening} ] && echo 20.10.24`);
  writeCommand(join(bin, 'dockerd'), dockerd ?? daemon);
  const path = [bin, process.env.PATH].join(delimiter);
  return { env: { ...process.env, PATH: path, DOCKER_HOST: `unix://${join(directory, 'docker.sock')}` } };
}

function writeCommand(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
