import { type Origin, originOf } from './function-uses.ts';

/** The kind of a frame: the origin of its code, or garbage collection and idle time, in which no code of the process runs. */
export type FrameKind = Origin | 'gc' | 'idle';

export const FRAME_KINDS = ['application', 'package', 'node', 'gc', 'idle'] as const satisfies readonly FrameKind[];

/** The names of the garbage collector in V8, Pyroscope's clients and Go. */
const OF_COLLECTOR = /^(\(garbage collector\)|garbage collection|runtime\.gc\w+)$/i;
const OF_NOTHING = /^\((idle|program)\)$/;

export function frameKind({ name, place }: { name: string; place: string }): FrameKind {
  const origin = originOf(place);
  if (origin !== 'node' && !name.startsWith('runtime.')) return origin;
  if (OF_COLLECTOR.test(name)) return 'gc';
  return OF_NOTHING.test(name) ? 'idle' : origin;
}
