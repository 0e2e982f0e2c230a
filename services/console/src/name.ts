/** The console's own name as a service, by which its own traces are told from those of others. */
export const NAME = 'cortex-console';
