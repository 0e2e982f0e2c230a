import { clearScreenDown, moveCursor } from 'node:readline';
import type { BuildEvent, ToolName } from '../backends/index.ts';
import { seconds } from '../supervisor/messages.ts';

const LINE_EVERY_MILLISECONDS = 15_000;

export type BuildReporter = (event: BuildEvent) => void;

/** Draws one live line for each tool on a terminal; elsewhere prints a line when a phase begins and every 15 s in between. */
export function buildReporter(stream: NodeJS.WriteStream): BuildReporter {
  const report = stream.isTTY ? liveReporter(stream) : lineReporter(stream);
  return (event) => {
    if (event.phase !== 'cached') report(event);
  };
}

function liveReporter(stream: NodeJS.WriteStream): BuildReporter {
  const latest = new Map<ToolName, BuildEvent>();
  return (event) => {
    if (latest.size > 0) moveCursor(stream, 0, -latest.size);
    clearScreenDown(stream);
    latest.set(event.tool, event);
    stream.write([...latest.values()].map((one) => `${describe(one).slice(0, stream.columns - 1)}\n`).join(''));
  };
}

function lineReporter(stream: NodeJS.WritableStream): BuildReporter {
  const printed = new Map<ToolName, BuildEvent>();
  return (event) => {
    const last = printed.get(event.tool);
    const isNews = last?.phase !== event.phase;
    const isDue = event.elapsedMilliseconds - (last?.elapsedMilliseconds ?? 0) >= LINE_EVERY_MILLISECONDS;
    if (!isNews && !isDue) return;
    printed.set(event.tool, event);
    stream.write(`${describe(event)}\n`);
  };
}

const PHASES: Record<BuildEvent['phase'], string> = {
  cached: 'in the cache',
  waiting: 'another process is building it: waiting',
  download: 'downloading modules',
  compile: 'compiling packages',
  done: 'built',
  failed: 'failed',
};

function describe({ tool, phase, done, total, elapsedMilliseconds }: BuildEvent): string {
  const counts = phase === 'download' || phase === 'compile';
  const count = counts ? ` ${done}${total === undefined ? '' : `/${total}`}` : '';
  return `${tool.padEnd(12)} ${seconds(elapsedMilliseconds).padStart(8)}  ${PHASES[phase]}${count}`;
}
