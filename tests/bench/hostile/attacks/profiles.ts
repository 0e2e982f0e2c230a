import { gzipSync } from 'node:zlib';
import { fromJson, toBinary } from '@bufbuild/protobuf';
import { SelectMergeStacktracesRequestSchema } from '@cortex/profile-store';
import { pprof } from '@cortex/profile-store/testing';
import type { Attack } from '../attack.ts';
import { hostileText } from '../inputs/hostile-values.ts';
import { mutatedBytes, mutatedJson } from '../inputs/mutate.ts';
import { mutatedMessage } from '../inputs/mutate-message.ts';
import { OTLP_REQUESTS } from '../inputs/otlp.ts';

const OTLP_PATH = '/v1development/profiles';
const OTLP = OTLP_REQUESTS[OTLP_PATH];
const PPROF = Buffer.from(pprof({ values: [1, 2, 3], depth: 5 }));
const CALLS = [
  'ProfileTypes',
  'LabelNames',
  'LabelValues',
  'Series',
  'SelectSeries',
  'SelectMergeStacktraces',
  'SelectMergeProfile',
  'Diff',
  'AnalyzeQuery',
];
const CALL = {
  profileTypeID: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  labelSelector: '{service_name="core-api"}',
  matchers: ['{a="b"}'],
  name: 'service_name',
  start: '0',
  end: '9999999999999',
  maxNodes: '100',
};

/** Profiles in both formats that the profile store accepts. */
export const profileUploads: Attack = {
  name: 'profiles at the profile store',
  weight: 6,
  send({ urls, http }, dice) {
    const mutated = dice.chance(0.5) ? mutatedMessage : mutatedBytes;
    if (dice.chance(0.5)) {
      const headers = { 'content-type': 'application/x-protobuf' };
      return http.send({ url: `${urls.profiles}${OTLP_PATH}`, headers, body: mutated(dice, OTLP) });
    }
    const bytes = mutated(dice, PPROF);
    const name = encodeURIComponent(hostileText(dice).toWellFormed());
    return http.send({
      url: `${urls.profiles}/ingest?name=${name.slice(0, 2000)}`,
      headers: { 'content-type': 'application/octet-stream' },
      body: dice.chance(0.3) ? gzipSync(bytes) : bytes,
    });
  },
};

/** The same in protobuf, and in a frame of gRPC-web. */
const MESSAGE = Buffer.from(
  toBinary(
    SelectMergeStacktracesRequestSchema,
    fromJson(SelectMergeStacktracesRequestSchema, CALL, { ignoreUnknownFields: true }),
  ),
);
const FRAME = Buffer.concat([Buffer.from([0, 0, 0, 0, MESSAGE.length]), MESSAGE]);

/** Queries of the profile store. */
export const profileQueries: Attack = {
  name: 'queries of profiles',
  weight: 4,
  send({ urls, http }, dice) {
    const url = `${urls.profiles}/querier.v1.QuerierService/${dice.pick(CALLS)}`;
    const [type, body] = dice.pick<[string, () => string | Buffer]>([
      ['application/json', () => mutatedJson(dice, CALL)],
      ['application/proto', () => mutatedMessage(dice, MESSAGE)],
      ['application/grpc-web+proto', () => mutatedBytes(dice, FRAME)],
    ]);
    return http.send({ url, headers: { 'content-type': type }, body: body() });
  },
};
