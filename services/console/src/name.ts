/** The console's own service name, by which its traces are distinguished from those of others. */
export const NAME = 'cortex-console';
