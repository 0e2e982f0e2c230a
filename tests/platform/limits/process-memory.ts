import { readFileSync } from 'node:fs';

/** Memory of a process, in bytes. NaN for a zombie process, which has none. */
export interface ProcessMemory {
  resident: number;
  /** The peak resident memory since its start. */
  mostResident: number;
  /** Resident memory that the kernel cannot reclaim. It reclaims memory of files before it kills a process for lack of memory. */
  anonymous: number;
  /** Pages of mapped files. */
  ofFiles: number;
}

/** Reads /proc/<pid>/status. @throws when the process does not exist */
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

/** Converts to whole mebibytes. */
export function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
