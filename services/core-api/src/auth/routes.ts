import { clientAddress, type TrustedProxies, validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import type { Authenticate } from './bearer.ts';
import type { Login } from './login.ts';
import type { UserTokens } from './user-tokens.ts';

const credentials = z.object({ username: z.string().min(1).max(320), password: z.string().min(1).max(1024) });

export interface AuthRoutesOptions {
  login: Login;
  tokens: UserTokens;
  authenticate: Authenticate;
  trustedProxies: TrustedProxies;
}

export function addAuthRoutes(router: Router, options: AuthRoutesOptions): void {
  const { login, tokens, authenticate, trustedProxies } = options;
  router.post('/auth/login', async (ctx) => {
    const { username, password } = validate(credentials, ctx.request.body);
    const user = await login.identify({ username, password, address: clientAddress(ctx, trustedProxies) });
    ctx.set('Cache-Control', 'no-store');
    ctx.body = {
      access_token: await tokens.issue(user.id),
      token_type: 'bearer',
      expires_in: tokens.lifetimeSeconds,
    };
  });

  router.get('/auth/verify', async (ctx) => {
    const { userId, expiresAt } = await authenticate(ctx);
    ctx.body = { user_id: userId, expires_at: new Date(expiresAt * 1000).toISOString() };
  });
}
