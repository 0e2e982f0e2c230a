import { difference } from './difference.ts';
import type { Look } from './look.ts';

function lookAt(seconds: number, { cpu, machine, spans }: { cpu: number; machine: number; spans: number }): Look {
  return {
    milliseconds: seconds * 1000,
    processes: {
      'core-api': { cpuMilliseconds: cpu, residentBytes: 1e8, readBytes: cpu },
    },
    machineMilliseconds: machine,
    items: { spans, logRecords: 0, profileSamples: 0 },
    samples: seconds * 500,
  };
}

// Idle it takes a hundredth of a core. Then 100 inputs come for 10 s, whose telemetry takes 10 s more.
const idle = [lookAt(0, { cpu: 0, machine: 0, spans: 0 }), lookAt(20, { cpu: 200, machine: 1_000, spans: 0 })] as const;
const load = [
  idle[1],
  lookAt(30, { cpu: 700, machine: 6_500, spans: 1_500 }),
  lookAt(40, { cpu: 900, machine: 7_000, spans: 2_000 }),
] as const;

test('an input costs what the process took, without what it takes when idle', () => {
  const { processes, items, samplesPerSecond } = difference({ idle, load, inputs: 100 });
  expect(processes['core-api']).toMatchObject({ cpuMilliseconds: 5, idleCores: 0.01, loadMegabytes: 100 });
  expect(items.spans).toBe(20);
  expect(samplesPerSecond).toBe(500);
});

test('what others took of the machine is what is left while inputs were sent', () => {
  // Of 5,500 ms the process took 500.
  expect(difference({ idle, load, inputs: 100 }).otherCores).toBe(0.5);
});

test('a process that ended is an error that names it', () => {
  const [first, second, third] = load;
  const gone: Look = { ...second, processes: {} };
  expect(() => difference({ idle, load: [first, gone, third], inputs: 100 })).toThrow('the process core-api ended');
});
