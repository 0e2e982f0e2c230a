/**
 * What exporting a span costs as JSON and as protobuf: CPU time in the exporting process and bytes on the wire.
 * Variants take turns, each in a process of its own, and send to a receiver in this process.
 *
 *   npm run bench -- protocol [--json] [--rounds=<n>]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readProtocolOptions } from './protocol/options.ts';
import { startSink } from './protocol/sink.ts';
import { spread } from './protocol/spread.ts';

const SENDER = fileURLToPath(new URL('protocol/sender.ts', import.meta.url));

interface Cost {
  readonly cpuMicrosecondsPerSpan: number;
  readonly bytesPerSpan: number;
}

async function measure(protocol: 'json' | 'protobuf', url: string): Promise<Cost> {
  const child = spawn(process.execPath, [SENDER, protocol, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the ${protocol} sender ended with ${code}`);
  return JSON.parse(output);
}

const asked = readProtocolOptions(process.argv.slice(2));
const sink = await startSink();
const rounds: { json: Cost; protobuf: Cost }[] = [];
for (let round = 0; round < asked.rounds; round += 1) {
  const json = await measure('json', sink.url);
  const protobuf = await measure('protobuf', sink.url);
  rounds.push({ json, protobuf });
}
await sink.stop();

const result = {
  jsonCpuMicrosecondsPerSpan: spread(rounds.map(({ json }) => json.cpuMicrosecondsPerSpan)),
  protobufCpuMicrosecondsPerSpan: spread(rounds.map(({ protobuf }) => protobuf.cpuMicrosecondsPerSpan)),
  jsonToProtobufCpuRatio: spread(
    rounds.map(({ json, protobuf }) => json.cpuMicrosecondsPerSpan / protobuf.cpuMicrosecondsPerSpan),
  ),
  jsonBytesPerSpan: rounds[0]?.json.bytesPerSpan,
  protobufBytesPerSpan: rounds[0]?.protobuf.bytesPerSpan,
};

if (asked.json) console.log(JSON.stringify(result));
else console.table(result);
