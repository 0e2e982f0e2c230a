import { readFileSync } from 'node:fs';

const LOOK_EVERY_MILLISECONDS = 250;
const KIBIBYTES_PER_MEBIBYTE = 1024;

export interface MostMemory {
  /** What the kernel cannot take back: memory of files it can, before it ends a process for want of memory. */
  anonymousMegabytes: number;
  residentMegabytes: number;
}

/** Watches the memory of a process, from now on. */
export class MemoryWatch implements Disposable {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #anonymous = 0;
  #resident = 0;
  #hasEnded = false;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MILLISECONDS);
  }

  /** The most so far, in MiB. Undefined when the process has ended. */
  get most(): MostMemory | undefined {
    this.#look();
    if (this.#hasEnded) return undefined;
    return { anonymousMegabytes: Math.round(this.#anonymous), residentMegabytes: Math.round(this.#resident) };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const status = statusOf(this.#pid);
    this.#hasEnded ||= status === undefined;
    if (status === undefined) return;
    this.#anonymous = Math.max(this.#anonymous, mebibytes(status, 'RssAnon'));
    this.#resident = mebibytes(status, 'VmHWM');
  }
}

/** Undefined when there is no such process any more; what has ended and is not waited for yet has no memory. */
function statusOf(pid: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return status.includes('VmHWM:') ? status : undefined;
  } catch {
    return undefined;
  }
}

function mebibytes(status: string, field: 'RssAnon' | 'VmHWM'): number {
  const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return Number(kibibytes) / KIBIBYTES_PER_MEBIBYTE;
}
