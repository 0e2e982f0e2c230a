import type { Backlog } from './backlog.ts';
import { profiles } from './profiles.ts';
import { records } from './records.ts';
import { samples } from './samples.ts';
import { spans } from './spans.ts';

export type { Backlog } from './backlog.ts';

export const BACKLOGS: readonly Backlog[] = [spans, records, samples, profiles];
