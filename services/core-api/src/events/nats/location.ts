import { z } from 'zod';

/** The servers of NATS, and the credentials for them. */
export interface NatsLocation {
  /** `<host>:<port>` of each server of one cluster. */
  servers: string[];
  isEncrypted: boolean;
  credentials: { user: string; pass: string } | { token: string } | undefined;
  /** The number of servers that store the NATS stream, if it is created here. Default 1. */
  streamReplicas?: number | undefined;
}

const EXPECTED =
  'nats://host:4222 or tls://user:password@host:4222, several of one cluster and one login separated by commas';

const MOST_REPLICAS = 5;
const EXPECTED_REPLICAS = `a number of servers from 1 to ${MOST_REPLICAS}`;

export const streamReplicas = z.coerce
  .number(EXPECTED_REPLICAS)
  .int(EXPECTED_REPLICAS)
  .min(1, EXPECTED_REPLICAS)
  .max(MOST_REPLICAS, EXPECTED_REPLICAS);

/** Parses the variable. No message repeats its value, which may contain a password. */
export const natsLocation = z.string(EXPECTED).transform((text, context): NatsLocation => {
  const scheme = /^\s*\w+:\/\//.exec(text)?.[0] ?? '';
  const urls = text.split(',').map((part) => URL.parse(part.includes('://') ? part.trim() : scheme + part.trim()));
  const [first] = urls;
  const withLogins = urls.filter((url) => url !== null && url.username !== '');
  const logins = new Set(withLogins.map((url) => `${url?.username}:${url?.password}`));
  if (!first || logins.size > 1 || !urls.every((url) => isNatsUrl(url) && url?.protocol === first.protocol)) {
    context.addIssue(EXPECTED);
    return z.NEVER;
  }
  return {
    servers: urls.map((url) => `${url?.hostname}:${url?.port || 4222}`),
    isEncrypted: first.protocol === 'tls:',
    credentials: credentialsOf(withLogins[0] ?? first),
  };
});

/** Accepts only URLs whose every part is understood: ignoring a part could mean connecting without a password, or unencrypted. */
function isNatsUrl(url: URL | null): boolean {
  if (!url || !/^(nats|tls):$/.test(url.protocol)) return false;
  const { hostname, port, username, password, pathname, search, hash } = url;
  const hasPasswordOnly = username === '' && password !== '';
  return (
    hostname !== '' &&
    port !== '0' &&
    !hasPasswordOnly &&
    /^\/?$/.test(pathname + search + hash) &&
    isDecodable(username) &&
    isDecodable(password)
  );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function credentialsOf({ username, password }: URL): NatsLocation['credentials'] {
  const [user, pass] = [username, password].map((text) => decodeURIComponent(text));
  if (!user) return undefined;
  return pass ? { user, pass } : { token: user };
}
