import type { Trace } from '@cortex/trace-testing/trace';
import { useMemo } from 'react';
import { comparedFile, type Opened, shownFile, useOpened } from '../../file/opened.ts';

/** The traces of all open files, except one. */
export function useTracesOfFiles(except: Trace): readonly Trace[] {
  const [compared, shown] = [useOpened(comparedFile), useOpened(shownFile)];
  return useMemo(
    () => [...tracesIn(compared), ...tracesIn(shown)].filter((trace) => trace !== except),
    [compared, shown, except],
  );
}

export function tracesIn(opened: Opened | undefined): readonly Trace[] {
  return opened?.content?.kind === 'traces' ? opened.content.traces : [];
}
