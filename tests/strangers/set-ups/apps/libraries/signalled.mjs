/** `signalled.mjs <library>`: runs until a signal ends it, with a library's work at the end. */
import { once } from 'node:events';
import { createServer } from 'node:http';

const HOLDS = {
  async nothing() {},
  async 'signal-exit 4'() {
    const { onExit } = await import('signal-exit');
    onExit((code, signal) => console.log('at the end', code, signal));
  },
  async 'signal-exit 3'() {
    const { default: onExit } = await import('signal-exit-3');
    onExit((code, signal) => console.log('at the end', code, signal));
  },
  async 'proper-lockfile'() {
    const { lock } = await import('proper-lockfile');
    await lock(import.meta.filename, { lockfilePath: `lock-${process.pid}` });
  },
  async ora() {
    const { default: ora } = await import('ora');
    ora({ text: 'working', stream: process.stderr, isEnabled: true }).start();
  },
  async 'exit-hook'() {
    const { default: exitHook } = await import('exit-hook');
    exitHook((signal) => console.log('at the end', signal));
  },
  async 'a server that closes'() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    for (const signal of ['SIGTERM', 'SIGINT']) {
      process.once(signal, () => {
        console.log('closing');
        clearInterval(keepAlive);
        server.close();
      });
    }
  },
};

const keepAlive = setInterval(() => undefined, 1000);
await HOLDS[process.argv[2]]();
console.log('ready');
