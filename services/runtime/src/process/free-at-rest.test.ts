import { restLook } from './free-at-rest.ts';

const MEGABYTES = 1024 * 1024;

/** Simulates a process of 100 MB that grows, and shrinks to 105 MB when its memory is freed. */
function processAtRest() {
  const state = { resident: 100 * MEGABYTES, cpu: 0, isHolding: false, freed: 0, trimmed: 0 };
  const look = restLook({
    isHolding: () => state.isHolding,
    free: () => {
      state.freed += 1;
      state.resident = 105 * MEGABYTES;
    },
    trim: () => {
      state.trimmed += 1;
    },
    residentBytes: () => state.resident,
    cpuMilliseconds: () => state.cpu,
  });
  return { state, look };
}

test('the memory of a large request is freed once, when the process is at rest', () => {
  const { state, look } = processAtRest();
  look();
  state.resident += 300 * MEGABYTES;
  state.cpu += 2000;
  look();
  expect(state.freed).toBe(0);
  look();
  expect(state).toMatchObject({ freed: 1, trimmed: 1 });
  look();
  expect(state).toMatchObject({ freed: 1, trimmed: 2 });
});

test('nothing is freed while data is held that will soon be forgotten', () => {
  const { state, look } = processAtRest();
  state.resident += 300 * MEGABYTES;
  state.isHolding = true;
  look();
  expect(state.freed).toBe(0);
  state.isHolding = false;
  look();
  expect(state.freed).toBe(1);
});

test('the little memory that the polling of an open page leaves is not worth a pause', () => {
  const { state, look } = processAtRest();
  state.resident += 8 * MEGABYTES;
  state.cpu += 300;
  look();
  expect(state.freed).toBe(0);
});
