import { useState } from 'react';

export type CopyState = 'copied' | 'refused' | undefined;

/** Copies a text to the clipboard, and reports whether the browser allowed it. */
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
