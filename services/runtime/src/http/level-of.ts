/** `usual`, but probes and scrapes come all the time: they are only worth a debug line. */
export function levelOf<Level extends 'info' | 'warn'>(route: string, usual: Level): Level | 'debug' {
  return route.startsWith('/health') || route === '/metrics' ? 'debug' : usual;
}
