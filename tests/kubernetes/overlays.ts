import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

export const NAMESPACE = 'cortex';

/** The overlays, by the names of their folders. */
export const OVERLAYS = ['one-node', 'production'] as const;

export type Overlay = (typeof OVERLAYS)[number];

export const folderOf = (overlay: Overlay) => join(repository, 'deploy/kubernetes/overlays', overlay);
