import { restLook } from './free-at-rest.ts';

const MEGABYTES = 1024 * 1024;

/** A process of 100 MB, of which 5 MB stay when it is freed after it grew. */
function processAtRest() {
  const state = { resident: 100 * MEGABYTES, cpu: 0, size: 0, freed: 0 };
  const look = restLook({
    traces: {
      forgetStale: () => {},
      get counts() {
        return { hits: 0, misses: 0, size: state.size };
      },
    },
    free: () => {
      state.freed += 1;
      state.resident = 105 * MEGABYTES;
    },
    residentBytes: () => state.resident,
    cpuMilliseconds: () => state.cpu,
  });
  return { state, look };
}

test('what a large answer left behind is freed once, when the process does nothing any more', () => {
  const { state, look } = processAtRest();
  look();
  state.resident += 300 * MEGABYTES;
  state.cpu += 2000;
  look();
  expect(state.freed).toBe(0);
  look();
  expect(state.freed).toBe(1);
  look();
  expect(state.freed).toBe(1);
});

test('nothing is freed while a trace is kept for the next question', () => {
  const { state, look } = processAtRest();
  state.resident += 300 * MEGABYTES;
  state.size = 1;
  look();
  expect(state.freed).toBe(0);
  state.size = 0;
  look();
  expect(state.freed).toBe(1);
});

test('what an open page that asks every few seconds leaves is not worth a pause', () => {
  const { state, look } = processAtRest();
  state.resident += 8 * MEGABYTES;
  state.cpu += 300;
  look();
  expect(state.freed).toBe(0);
});
