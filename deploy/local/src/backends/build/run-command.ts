import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const killAfterMilliseconds = 3000;

export interface RunCommandOptions {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Receives what the command writes to stderr. */
  log?: Writable;
  /** Called with each line of stderr. */
  onErrorLine?: (line: string) => void;
}

export interface CommandResult {
  /** The exit code, or 1 if somebody else's signal ended the command. */
  code: number;
  stdout: string[];
  stderr: string[];
}

/**
 * Runs a command in a process group of its own, so that aborting ends its children too. Rejects with the signal's
 * reason when aborted, and with the system's error if the command cannot be started; any exit code is a result.
 */
export async function runCommand(options: RunCommandOptions): Promise<CommandResult> {
  const { command, args, cwd, env, signal, log, onErrorLine } = options;
  signal.throwIfAborted();
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = endGroupOnAbort(child, signal);
  try {
    const stdout = readLines(child.stdout);
    const stderr = readLines(child.stderr, (line) => {
      log?.write(`${line}\n`);
      onErrorLine?.(line);
    });
    const [code] = await once(child, 'close');
    signal.throwIfAborted();
    return { code: code ?? 1, stdout: await stdout, stderr: await stderr };
  } finally {
    stop();
  }
}

async function readLines(stream: Readable, onLine?: (line: string) => void): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(stream)) {
    lines.push(line);
    onLine?.(line);
  }
  return lines;
}

/** Interrupts the group first, because Go then removes its temporary files. What does not end is killed. */
function endGroupOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    signalGroup(child, 'SIGINT');
    timer = setTimeout(() => signalGroup(child, 'SIGKILL'), killAfterMilliseconds);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  };
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has already ended.
  }
}
