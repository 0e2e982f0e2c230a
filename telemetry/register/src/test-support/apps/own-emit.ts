/** Observes `process.emit` and returns nothing from it, so that its result does not say whether there are listeners. */
const { emit } = process;
const seen: unknown[] = [];

process.emit = function watching(this: NodeJS.Process, ...args: unknown[]) {
  seen.push(args);
  Reflect.apply(emit, this, args);
} as unknown as typeof process.emit;

process.on('SIGTERM', () => {
  console.log(`heard ${JSON.stringify(seen.filter((args) => (args as unknown[])[0] === 'SIGTERM'))}`);
  process.exit(7);
});
process.kill(process.pid, 'SIGTERM');
setInterval(() => undefined, 1000);
