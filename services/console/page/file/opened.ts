import { useSyncExternalStore } from 'react';
import { type OpenedFile, openedFile } from '../../src/model/files/opened-file.ts';

/** A file that is read, or was. It never leaves the browser. */
export interface Opened {
  name: string;
  /** Undefined while it is read, or when it cannot be shown. */
  content: OpenedFile | undefined;
  error: Error | undefined;
}

/** The file that was opened last for some purpose. */
export class FileSlot {
  opened: Opened | undefined;
  readonly #listeners = new Set<() => void>();

  /** Reads a file. Resolves with it, or with undefined when another one was opened meanwhile. */
  async open(file: File): Promise<Opened | undefined> {
    const name = file.name;
    const reading = { name, content: undefined, error: undefined };
    this.#change(reading);
    // The page shows that it reads before a large file keeps it busy.
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

/** What the file page shows. */
export const shownFile = new FileSlot();
/** What a trace is compared with. */
export const comparedFile = new FileSlot();

export function useOpened(slot: FileSlot): Opened | undefined {
  return useSyncExternalStore(slot.subscribe, () => slot.opened);
}
