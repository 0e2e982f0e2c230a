import type { MergedProfile } from '../../backends/profile-store.ts';
import { FlameBuilder, type FlameNode } from '../flame/flame-node.ts';
import { frameKind } from './frame-kind.ts';
import { placesById } from './function-uses.ts';

/** A function by its name and place. */
export interface FunctionKey {
  name: string;
  place: string;
}

/** The callers and the callees of a function; both graphs have it as their root. */
export interface Sandwich {
  callers: FlameNode;
  callees: FlameNode;
}

/** Builds the callers and callees of a function. One that calls itself counts once, from its outermost call on. */
export function sandwichOf(profile: MergedProfile, of: FunctionKey): Sandwich {
  const places = placesById(profile);
  const callers = new FlameBuilder(of.name);
  const callees = new FlameBuilder(of.name);
  for (const side of [callers, callees]) Object.assign(side.root, { note: of.place, group: frameKind(of) });
  for (const {
    locationId,
    value: [value = 0],
  } of profile.sample) {
    const stack = locationId.flatMap((id) => places.get(id) ?? []);
    const outermost = stack.findLastIndex(({ name, place }) => name === of.name && place === of.place);
    if (outermost < 0) continue;
    addTo(callees, stack.slice(0, outermost).reverse(), value);
    addTo(callers, stack.slice(outermost + 1), value);
  }
  return { callers: callers.finished(), callees: callees.finished() };
}

function addTo(flame: FlameBuilder, path: readonly FunctionKey[], value: number): void {
  let node = flame.root;
  node.count += 1;
  for (const { name, place } of path) {
    node = flame.childOf(node, { name, note: place, group: frameKind({ name, place }) });
    node.count += 1;
  }
  node.self += value;
}
