import { useSyncExternalStore } from 'react';
import { type OpenedFile, openedFile } from '../../src/model/files/opened-file.ts';

/** A file that is being read, or has been. It never leaves the browser. */
export interface Opened {
  name: string;
  /** Undefined while the file is read, and when it cannot be shown. */
  content: OpenedFile | undefined;
  error: Error | undefined;
}

/** Keeps the file that was opened last for one purpose. */
export class FileSlot {
  opened: Opened | undefined;
  readonly #listeners = new Set<() => void>();

  /** Reads a file. Resolves with undefined when another one was opened meanwhile. */
  async open(file: File): Promise<Opened | undefined> {
    const name = file.name;
    const reading = { name, content: undefined, error: undefined };
    this.#change(reading);
    // Lets the page render its loading state before a large file blocks the main thread.
    await new Promise((resolve) => setTimeout(resolve));
    const read = await openedFile(file).then(
      (content) => ({ name, content, error: undefined }),
      (error: Error) => ({ name, content: undefined, error }),
    );
    if (this.opened !== reading) return undefined;
    this.#change(read);
    return read;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(next: Opened): void {
    this.opened = next;
    for (const listener of this.#listeners) listener();
  }
}

/** The file of the file page. */
export const shownFile = new FileSlot();
/** The file that a trace is compared with. */
export const comparedFile = new FileSlot();

export function useOpened(slot: FileSlot): Opened | undefined {
  return useSyncExternalStore(slot.subscribe, () => slot.opened);
}
