/** One function call in V8's tree of stacks, with the calls that it made as its children. */
export interface RawNode {
  readonly name?: string;
  readonly scriptName: string;
  readonly scriptId?: number;
  /** Line and column of the function's definition, from 1; 0 when unknown. */
  readonly lineNumber?: number;
  readonly columnNumber?: number;
  readonly children: readonly RawNode[];
}

export interface RawTimeSample {
  /** The object that was current when the sample was taken. */
  readonly context?: object;
  /** CPU time of the thread since the previous sample, in nanoseconds. */
  readonly cpuTime?: number;
}

export interface RawTimeNode extends RawNode {
  readonly hitCount: number;
  readonly contexts: readonly RawTimeSample[];
  readonly children: readonly RawTimeNode[];
}

export interface RawTimeProfile {
  readonly topDownRoot: RawTimeNode;
  /** Microseconds of a monotonic clock. */
  readonly startTime: number;
  readonly endTime: number;
  /** CPU time of the process outside its JavaScript threads (garbage collector, compiler, libuv), in nanoseconds; main thread only. */
  readonly nonJSThreadsCpuTime: number;
}

export interface RawHeapNode extends RawNode {
  readonly allocations: readonly { readonly sizeBytes: number; readonly count: number }[];
  readonly children: readonly RawHeapNode[];
}
