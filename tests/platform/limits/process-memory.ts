import { readFileSync } from 'node:fs';

/** Memory of a process, in bytes. NaN for one that has ended and is not waited for yet: it has none. */
export interface ProcessMemory {
  resident: number;
  /** The most that was resident since it started. */
  mostResident: number;
  /** The resident memory that the kernel cannot reclaim. It can reclaim memory of files before it kills a process for want of memory. */
  anonymous: number;
  /** Pages of files that it has mapped. */
  ofFiles: number;
}

/** Reads /proc/<pid>/status. @throws when there is no such process */
export function memoryOf(pid: number): ProcessMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (line: string) => Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return {
    resident: bytes('VmRSS'),
    mostResident: bytes('VmHWM'),
    anonymous: bytes('RssAnon'),
    ofFiles: bytes('RssFile'),
  };
}

/** Whole mebibytes. */
export function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
