import type { Attack } from '../attack.ts';
import type { Dice } from '../inputs/dice.ts';
import { mutatedBytes } from '../inputs/mutate.ts';
import { sendRaw } from '../wire/raw.ts';

const REQUESTS = [
  'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET /health HTTP/1.1\r\n\r\n',
  'TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'PROPFIND / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'GET /%zz/%00/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  'POST /input HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n{',
  'POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n',
  'POST /ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00',
  'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
];

/** Bytes that are almost HTTP, for every port that uses HTTP. */
export const rawHttp: Attack = {
  name: 'broken HTTP at every port',
  weight: 9,
  send({ urls }, dice) {
    const { fluentForward: _, ...http } = urls;
    return sendRaw(dice.pick(Object.values(http)), brokenRequest(dice));
  },
};

function brokenRequest(dice: Dice): Buffer {
  if (dice.chance(0.05)) return dice.bytes(dice.length(2000));
  const request = Buffer.from(dice.pick(REQUESTS), 'latin1');
  if (dice.chance(0.1)) return Buffer.from(`GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(dice.length(100_000))}\r\n\r\n`);
  return dice.chance(0.3) ? request : mutatedBytes(dice, request);
}
