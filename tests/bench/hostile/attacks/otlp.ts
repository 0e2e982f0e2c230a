import { gzipSync } from 'node:zlib';
import type { Attack } from '../attack.ts';
import { mutatedBytes, mutatedJson } from '../inputs/mutate.ts';
import { OTLP_JSON, OTLP_REQUESTS } from '../inputs/otlp.ts';

/** OTLP in protobuf, some of it compressed or wrongly declared as compressed. */
export const otlpProtobuf: Attack = {
  name: 'OTLP protobuf at the Collector',
  weight: 26,
  send({ urls, http }, dice) {
    const [path, request] = dice.pick(Object.entries(OTLP_REQUESTS));
    const bytes = mutatedBytes(dice, request);
    const isCompressed = dice.chance(0.1);
    return http.send({
      url: `${urls.collector}${path}`,
      headers: {
        'content-type': 'application/x-protobuf',
        ...((isCompressed || dice.chance(0.05)) && { 'content-encoding': 'gzip' }),
      },
      body: isCompressed ? gzipSync(bytes) : bytes,
    });
  },
};

export const otlpJson: Attack = {
  name: 'OTLP JSON at the Collector',
  weight: 16,
  send({ urls, http }, dice) {
    const [path, request] = dice.pick(Object.entries(OTLP_JSON));
    const headers = { 'content-type': 'application/json' };
    return http.send({ url: `${urls.collector}${path}`, headers, body: mutatedJson(dice, request) });
  },
};
