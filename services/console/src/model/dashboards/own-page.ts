const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const PAGES = ['/alerts', '/logs', '/profiles', '/traces'] as const;

/** The console's page to which a dashboard's link leads, wherever the console is served; undefined for other links. */
export function ownPage(url: string): (typeof PAGES)[number] | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !LOOPBACK.includes(parsed.hostname)) return undefined;
  return PAGES.find((page) => page === parsed.pathname);
}
