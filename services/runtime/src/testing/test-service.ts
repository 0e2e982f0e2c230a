import { createTokenIssuer, OPERATOR, tokenVerifier } from '../auth/internal-token.ts';
import type { ServiceOptions, StartedService } from '../http/service-options.ts';
import { createLogger } from '../log/create-logger.ts';
import { startService } from '../process/start-service.ts';

export const SECRET = 'a-secret-that-only-tests-know-0123456789';
export const NAME = 'test-service';
export const BODY_LIMIT_BYTES = 4_096;

export const issuer = createTokenIssuer({ secret: SECRET, issuer: 'tests' });
export const operator = createTokenIssuer({ secret: SECRET, issuer: OPERATOR });

/** An Authorization header with a token that the test service accepts for the user. */
export async function bearer(userId: string): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await issuer.issue(userId, NAME)}` };
}

export interface TestService extends StartedService, AsyncDisposable {
  /** The lines that it has logged so far. */
  lines: Record<string, unknown>[];
}

/** A service on a free port that keeps its log lines. */
export async function startTestService(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(NAME, 'debug', { write: (line) => lines.push(JSON.parse(line)) });
  const config = { host: '127.0.0.1', port: 0, bodyLimitBytes: BODY_LIMIT_BYTES, stopTimeoutMilliseconds: 5_000 };
  const internalAuth = tokenVerifier({ secret: SECRET, audience: NAME, issuers: ['tests'] });
  const operatorAuth = tokenVerifier({ secret: SECRET, audience: NAME, issuers: [OPERATOR] });
  const auth = { internalAuth, operatorAuth };
  const service = await startService({ name: NAME, config, logger, checks: [], ...auth, ...options });
  return { ...service, lines, [Symbol.asyncDispose]: () => service.stop() };
}
