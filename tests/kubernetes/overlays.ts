import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

export const NAMESPACE = 'cortex';

/** What can be applied, each as its users name it. */
export const OVERLAYS = ['one-node', 'production'] as const;

export type Overlay = (typeof OVERLAYS)[number];

export const folderOf = (overlay: Overlay) => join(repository, 'deploy/kubernetes/overlays', overlay);
