// The default import: Bun and Deno may lack some names.
import util from 'node:util';

const SIGNALS: readonly unknown[] = ['SIGTERM', 'SIGINT'];
const THIS_AND_EMIT = 2;

export interface EndHooks {
  /** The first time that the process has nothing left to do. `beforeExit` is held back until the promise settles. */
  onIdle(): Promise<void>;
  /** The process ends now, after all listeners of `exit`, or by a signal that nobody listens for. Must not throw. */
  onEnd(): void;
}

/**
 * Watches the end of the process without a listener, and without a part in it. A listener of ours would be counted by libraries that leave a
 * signal to others if there are any (signal-exit), and asynchronous work at `beforeExit` would have it emitted twice. So events are seen where they
 * are emitted, as signal-exit does.
 */
export function watchProcessEnd(hooks: EndHooks): void {
  if ('bun' in process.versions) listen(hooks);
  else watchEmit(hooks);
}

function watchEmit({ onIdle, onEnd }: EndHooks): void {
  const original = process.emit as (...args: unknown[]) => boolean;
  const emit = original.bind(process);
  // Node.js begins and ends to catch a signal in these, and an application may remove them.
  const [startCatching, stopCatching] = [process.listeners('newListener'), process.listeners('removeListener')];
  let wasIdle = false;

  function observed(this: unknown, event: unknown, ...args: unknown[]): boolean {
    // Jest gives each test a copy of `process`.
    if (this !== process) return Reflect.apply(original, this, [event, ...args]);
    if (event === 'exit' && isExiting()) return emitLast(args);
    if (event === 'beforeExit' && !wasIdle && isEmittedByNode(observed)) {
      wasIdle = true;
      holdProcess(onIdle());
      return true;
    }
    const isHeard = emit(event, ...args);
    if (event === 'removeListener' && isUnheard(args[0])) receive(args[0]);
    return isHeard;
  }

  function emitLast(args: unknown[]): boolean {
    try {
      return emit('exit', ...args);
    } finally {
      onEnd();
    }
  }

  /**
   * Without a listener Node.js catches a signal only if it believes that there is one. It emits it by the `process.emit` of that moment: with one of
   * our own there, signals that an application emits by hand never come here.
   */
  function receive(signal: unknown): void {
    const current = process.emit;
    Reflect.set(process, 'emit', caught);
    try {
      for (const start of startCatching) Reflect.apply(start, process, [signal, receive]);
    } finally {
      Reflect.set(process, 'emit', current);
    }
  }

  function caught(signal: NodeJS.Signals, ...args: unknown[]): void {
    if (isUnheard(signal)) endBy(signal);
    else Reflect.apply(process.emit, process, [signal, ...args]);
  }

  /** Does what the signal does without us. */
  function endBy(signal: NodeJS.Signals): void {
    onEnd();
    for (const stop of stopCatching) Reflect.apply(stop, process, [signal, receive]);
    process.kill(process.pid, signal);
  }

  process.emit = observed as typeof process.emit;
  SIGNALS.forEach(receive);
}

/** False at an `exit` that the application emits by hand. A Node.js without this mark would have each count. */
function isExiting(): boolean {
  return Reflect.get(process, '_exiting') !== false;
}

/** Node.js calls `process.emit` from native code, with nothing below on the stack. Below one that the application has put there, it cannot be seen. */
function isEmittedByNode(emit: unknown): boolean {
  if (process.emit !== emit || util.getCallSites === undefined) return true;
  return util.getCallSites(THIS_AND_EMIT + 1).length === THIS_AND_EMIT;
}

/** Bun emits events without calling `process.emit`. */
function listen({ onIdle, onEnd }: EndHooks): void {
  process.once('beforeExit', onIdle);
  process.once('exit', onEnd);
}

function isUnheard(event: unknown): boolean {
  return SIGNALS.includes(event) && process.listenerCount(event as NodeJS.Signals) === 0;
}

/** Keeps the event loop running, and for one turn more: so that `beforeExit` is emitted once again. */
function holdProcess(work: Promise<void>): void {
  const timer = setInterval(() => undefined, 2 ** 30);
  void work.finally(() => setImmediate(() => clearInterval(timer)));
}
