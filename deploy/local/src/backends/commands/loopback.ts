/** The address of every native backend. */
export const loopback = '127.0.0.1';

export function loopbackUrl(port: number, path = ''): string {
  return `http://${loopback}:${port}${path}`;
}
