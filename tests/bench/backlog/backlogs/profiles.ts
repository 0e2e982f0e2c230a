import { encode } from '../../../contract/pyroscope/delivery.ts';
import { answer, type FlameGraphAnswer, totalsByFunction } from '../../../contract/pyroscope/querier.ts';
import type { BacklogStack } from '../stack.ts';
import { type Backlog, SENDER } from './backlog.ts';

const STACKS = 200;
const FRAMES = 12;
const VALUE = 10_000_000;
const PROFILE_TYPE = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

let sent = 0;

export const profiles: Backlog = {
  part: 'profile-store',
  composeService: 'pyroscope',
  exporter: 'otlp_http/profiles',
  itemsFor: (spans) => Math.ceil(spans / 100),

  *requests(items) {
    sent = items;
    const from = Date.now() - items;
    for (let index = 0; index < items; index++) {
      const shared = Array.from({ length: STACKS }, (_, stack) => ({ stack: frames(stack), value: VALUE }));
      const body = encode({
        service: SENDER,
        timeMilliseconds: from + index,
        // A function of its own distinguishes this profile from the others.
        samples: [...shared, { stack: [`profile ${index}`], value: VALUE }],
      });
      yield { path: '/v1development/profiles', contentType: 'application/x-protobuf', body: new Uint8Array(body) };
    }
  },

  taken: async (stack) => (await countIn(stack)).all,
  stored: countIn,
};

const frames = (stack: number) =>
  Array.from({ length: FRAMES }, (_, frame) => `function ${stack % (frame + 7)} of ${frame}`);

async function countIn({ urls }: BacklogStack) {
  const { flamegraph } = await answer<{ flamegraph: FlameGraphAnswer }>(urls.profiles, 'SelectMergeStacktraces', {
    profileTypeID: PROFILE_TYPE,
    labelSelector: `{service_name="${SENDER}"}`,
    start: String(Date.now() - 7_200_000),
    end: String(Date.now() + 60_000),
    maxNodes: String(sent * 2 + STACKS * FRAMES),
  });
  const own = Object.entries(totalsByFunction(flamegraph)).filter(([name]) => name.startsWith('profile '));
  return { different: own.length, all: own.reduce((sum, [, total]) => sum + total / VALUE, 0) };
}
