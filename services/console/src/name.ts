/** The console's own name as a service, by which its own traces are distinguished from those of others. */
export const NAME = 'cortex-console';
