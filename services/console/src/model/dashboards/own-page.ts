const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const PAGES = ['/alerts', '/logs', '/profiles', '/traces'] as const;

/** The console's page that a link of a dashboard means, wherever the console is served; undefined for links to elsewhere. */
export function ownPage(url: string): (typeof PAGES)[number] | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !LOOPBACK.includes(parsed.hostname)) return undefined;
  return PAGES.find((page) => page === parsed.pathname);
}
