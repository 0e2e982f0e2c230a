import { useState } from 'react';

export type CopyState = 'copied' | 'refused' | undefined;

/** Puts a text into the clipboard, and says what became of it. */
export function useClipboard(text: () => string): { state: CopyState; copy(): void; forget(): void } {
  const [state, setState] = useState<CopyState>();
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return { state, copy, forget: () => setState(undefined) };
}
