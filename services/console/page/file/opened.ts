import { useSyncExternalStore } from 'react';
import { type OpenedFile, openedFile } from '../../src/model/opened-file.ts';

/** The file that is looked at. It never leaves the browser. */
export interface Opened {
  name: string;
  /** Undefined while it is read, or when it cannot be shown. */
  content: OpenedFile | undefined;
  error: Error | undefined;
}

let opened: Opened | undefined;
const listeners = new Set<() => void>();

/** Reads a file, which is then what is looked at; an earlier one that is still being read is forgotten. */
export async function openFile(file: File): Promise<void> {
  const name = file.name;
  const reading = { name, content: undefined, error: undefined };
  change(reading);
  // The page shows that it reads before a large file keeps it busy.
  await new Promise((resolve) => setTimeout(resolve));
  const read = await openedFile(file).then(
    (content) => ({ name, content, error: undefined }),
    (error: Error) => ({ name, content: undefined, error }),
  );
  if (opened === reading) change(read);
}

export function useOpened(): Opened | undefined {
  return useSyncExternalStore(subscribe, () => opened);
}

function change(next: Opened): void {
  opened = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
