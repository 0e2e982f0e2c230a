import { createHash, randomUUID } from 'node:crypto';

/**
 * Creates an id of an MCP session, valid for one user only. It contains a digest of the user, so that an id is useless to others
 * who learn it, and every worker of the service can check it, even after a restart, without storing anything.
 */
export function newSessionId(userId: string): string {
  const name = randomUUID();
  return `${name}.${digestOf(name, userId)}`;
}

/** False for the session id of another user, and for one that no service has created. */
export function isSessionOf(userId: string, sessionId: string): boolean {
  const [name = '', digest] = sessionId.split('.', 2);
  return digest === digestOf(name, userId);
}

function digestOf(name: string, userId: string): string {
  return createHash('sha256').update(`${name}\n${userId}`).digest('base64url');
}
