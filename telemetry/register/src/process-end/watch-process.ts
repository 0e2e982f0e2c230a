// The default import, because Bun and Deno may lack some of the names.
import util from 'node:util';

const SIGNALS: readonly unknown[] = ['SIGTERM', 'SIGINT'];
const THIS_AND_EMIT = 2;

export interface EndHooks {
  /** Called the first time that the process has no further work. `beforeExit` is held back until the promise settles. */
  onIdle(): Promise<void>;
  /** Called when the process ends: after all listeners of `exit`, or at a signal without a listener. Must not throw. */
  onEnd(): void;
}

/**
 * Watches the end of the process without a listener and without influence on it. Libraries such as signal-exit leave a signal to other listeners if
 * there are any, and would count ours; and asynchronous work at `beforeExit` would make Node.js emit that event twice. So this observes `process.emit`,
 * as signal-exit does.
 */
export function watchProcessEnd(hooks: EndHooks): void {
  if ('bun' in process.versions) listen(hooks);
  else watchEmit(hooks);
}

function watchEmit({ onIdle, onEnd }: EndHooks): void {
  const original = process.emit as (...args: unknown[]) => boolean;
  const emit = original.bind(process);
  // In these listeners, Node.js starts and stops catching a signal. An application may remove them.
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
   * Makes Node.js catch a signal by pretending that it has a listener. Node.js emits a caught signal through the `process.emit` that was in place when it
   * started to catch it. A separate function there keeps apart the signals that an application emits itself.
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

  /** Ends the process by the signal, as without telemetry. */
  function endBy(signal: NodeJS.Signals): void {
    onEnd();
    for (const stop of stopCatching) Reflect.apply(stop, process, [signal, receive]);
    process.kill(process.pid, signal);
  }

  process.emit = observed as typeof process.emit;
  SIGNALS.forEach(receive);
}

/** Whether the process is really exiting, and the application has not emitted `exit` itself. In a Node.js without this mark, every `exit` counts. */
function isExiting(): boolean {
  return Reflect.get(process, '_exiting') !== false;
}

/** Node.js calls `process.emit` from native code, with nothing below it on the stack. If the application has replaced `process.emit`, this cannot be determined. */
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

/** Keeps the event loop running until `work` settles and for one iteration more, so that `beforeExit` is emitted again. */
function holdProcess(work: Promise<void>): void {
  const timer = setInterval(() => undefined, 2 ** 30);
  void work.finally(() => setImmediate(() => clearInterval(timer)));
}
