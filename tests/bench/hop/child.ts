/** `child.ts <bare | ours | stock>`: a client and a server. On receiving a number it makes that many calls, and answers the CPU microseconds of each. */
import { connectBare } from './bare.ts';
import { listen } from './listen.ts';
import { type Call, connectOurs, connectStock, oursHandler, stockHandler } from './transports.ts';

/** Calls in flight, one for each connection. */
const AT_A_TIME = 10;

const CONNECT: Record<string, () => Promise<Call>> = {
  bare: connectBare,
  ours: async () => connectOurs(await listen(oursHandler())),
  stock: async () => connectStock(await listen(stockHandler())),
};

const connect = CONNECT[process.argv[2] ?? ''];
if (connect === undefined)
  throw new Error(`expected one of ${Object.keys(CONNECT).join(', ')}, got ${process.argv[2]}`);
const call = await connect();

process.on('message', async (calls: number) => {
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: AT_A_TIME }, () => repeat(calls / AT_A_TIME)));
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / calls);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function repeat(times: number): Promise<void> {
  for (let done = 0; done < times; done++) await call();
}
