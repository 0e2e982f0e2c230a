/** Memory of a process, in MB. */
export interface ProcessMemory {
  /** All resident memory. */
  resident: number;
  /** The process's own part. The rest is pages of mapped files, such as programs and storage tables, which the kernel drops when it needs memory. */
  own: number;
}

/** Memory by process. */
export type Memory = Record<string, ProcessMemory>;

export function residentSum(memory: Memory): number {
  return Object.values(memory).reduce((sum, { resident }) => sum + resident, 0);
}

/** The smaller value for each process. */
export function lesserOf(one: Memory, other: Memory): Memory {
  const all = Object.entries(other).map(([name, memory]) => {
    const { resident, own } = one[name] ?? memory;
    return [name, { resident: Math.min(resident, memory.resident), own: Math.min(own, memory.own) }] as const;
  });
  return Object.fromEntries(all);
}
