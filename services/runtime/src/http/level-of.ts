/** The log level of a request: `usual`, or debug for probes and scrapes, which come all the time. */
export function levelOf<Level extends 'info' | 'warn'>(route: string, usual: Level): Level | 'debug' {
  return route.startsWith('/health') || route === '/metrics' ? 'debug' : usual;
}
