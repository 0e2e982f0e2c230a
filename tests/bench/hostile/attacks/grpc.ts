import type { Attack } from '../attack.ts';
import type { Dice } from '../inputs/dice.ts';
import { mutatedBytes } from '../inputs/mutate.ts';
import { sendRaw } from '../wire/raw.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const SETTINGS = frame(4, 0, 0, Buffer.alloc(0));

/** Streams of HTTP/2 frames that no gRPC client would send. */
export const grpcStreams: Attack = {
  name: 'gRPC streams at the Collector',
  weight: 10,
  send({ urls }, dice) {
    const frames = Array.from({ length: dice.below(8) }, () => randomFrame(dice));
    const stream = Buffer.concat([PREFACE, SETTINGS, ...frames]);
    return sendRaw(urls.collectorGrpc, dice.chance(0.3) ? mutatedBytes(dice, stream) : stream);
  },
};

function randomFrame(dice: Dice): Buffer {
  return frame(dice.below(11), dice.below(256), dice.pick([0, 1, 2, 3, 2 ** 31 - 1]), dice.bytes(dice.length(300)));
}

/** A frame of HTTP/2: length, type, flags, stream, payload. */
function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}
