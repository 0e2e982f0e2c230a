/** Memory of a process, in MB. */
export interface ProcessMemory {
  /** All that is resident. */
  resident: number;
  /** The part that belongs to the process. The rest are pages of mapped files, such as programs and tables of storage, which the kernel drops when it needs memory. */
  own: number;
}

/** Memory by process. */
export type Memory = Record<string, ProcessMemory>;

export function residentSum(memory: Memory): number {
  return Object.values(memory).reduce((sum, { resident }) => sum + resident, 0);
}

/** The lesser memory of each process. */
export function lesserOf(one: Memory, other: Memory): Memory {
  const all = Object.entries(other).map(([name, memory]) => {
    const { resident, own } = one[name] ?? memory;
    return [name, { resident: Math.min(resident, memory.resident), own: Math.min(own, memory.own) }] as const;
  });
  return Object.fromEntries(all);
}
