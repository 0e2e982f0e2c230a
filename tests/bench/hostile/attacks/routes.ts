import type { Attack } from '../attack.ts';
import { hostileText } from '../inputs/hostile-values.ts';

const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'POST'] as const;
const PATHS = {
  coreApi: ['/', '/input', '/auth/login', '/auth/verify', '/output/', '/health', '/metrics/', '/faults'],
  memory: ['/resource/history/', '/resource/summary/', '/tool/', '/mcp', '/health/ready', '/faults'],
  cognition: ['/tool/', '/mcp', '/resource/'],
  collector: ['/', '/v1/traces', '/v1/invented'],
} as const;

/** Routes, methods and tokens that do not exist. */
export const routes: Attack = {
  name: 'invented routes, methods and tokens',
  weight: 6,
  async send({ urls, http, peerAuthorization }, dice) {
    const service = dice.pick(Object.keys(PATHS) as (keyof typeof PATHS)[]);
    const text = encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 3000);
    const authorization = dice.pick([
      '',
      'Bearer x.y.z',
      `Basic ${text.slice(0, 200)}`,
      await peerAuthorization('memory'),
    ]);
    const url = `${urls[service]}${dice.pick(PATHS[service])}${text}${dice.chance(0.2) ? '%zz' : ''}`;
    return http.send({
      url,
      method: dice.pick(METHODS),
      headers: { authorization, 'x-request-id': text.slice(0, 500) },
    });
  },
};
