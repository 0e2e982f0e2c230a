import { randomUUID } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { mutatedJson } from '../inputs/mutate.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const USER_BODIES = {
  '/input': { content: 'a note', metadata: { source: 'web', tags: ['a', 'b'] } },
  '/auth/login': { username: 'user@example.com', password: 'wrong' },
};

const SERVICE_BODIES = {
  memory: {
    '/tool/store_input': { user_id: 'hostile', input_id: 'i-1', content: 'text', metadata: { a: [1] } },
    '/tool/get_history': { user_id: 'hostile', limit: 10, cursor: 'abc' },
  },
  cognition: { '/tool/get_context': { user_id: 'hostile', query: 'printer', limit: 5 } },
};

const PARENTS = ['00-00000000000000000000000000000000-0000000000000000-01', '00-x', 'ff', '', '00-1-2-3', 'é'];

/** Bodies of the users' routes. */
export const userBodies: Attack = {
  name: 'JSON bodies at core-api',
  weight: 2,
  send({ urls, http, userAuthorization }, dice) {
    const [path, body] = dice.pick(Object.entries(USER_BODIES));
    const headers = { ...JSON_TYPE, authorization: userAuthorization, traceparent: dice.pick(PARENTS) };
    return http.send({ url: `${urls.coreApi}${path}`, headers, body: mutatedJson(dice, body) });
  },
};

/** Bodies of the routes between services. */
export const serviceBodies: Attack = {
  name: 'JSON bodies at memory and cognition',
  weight: 5,
  async send({ urls, http, peerAuthorization }, dice) {
    const service = dice.pick(['memory', 'cognition'] as const);
    const [path, body] = dice.pick(Object.entries(SERVICE_BODIES[service]));
    const headers = { ...JSON_TYPE, authorization: await peerAuthorization(service) };
    const unique = { ...body, ...('input_id' in body && { input_id: randomUUID() }) };
    return http.send({ url: `${urls[service]}${path}`, headers, body: mutatedJson(dice, unique) });
  },
};
