import { createHash, randomUUID } from 'node:crypto';

/**
 * Ids of MCP sessions, each good for one user only. An id carries a digest of its user, so that whoever gets to know it can do nothing
 * with it, and every worker of the service can check that, also after a restart, without storing anything.
 */
export function newSessionId(userId: string): string {
  const name = randomUUID();
  return `${name}.${digestOf(name, userId)}`;
}

/** False for the id of another user's session, and for one that no service has given. */
export function isSessionOf(userId: string, sessionId: string): boolean {
  const [name = '', digest] = sessionId.split('.', 2);
  return digest === digestOf(name, userId);
}

function digestOf(name: string, userId: string): string {
  return createHash('sha256').update(`${name}\n${userId}`).digest('base64url');
}
