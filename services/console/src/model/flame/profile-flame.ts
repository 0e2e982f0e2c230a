import type { MergedProfile } from '../../backends/profile-store.ts';
import { frameKind } from '../profile/frame-kind.ts';
import { placesById } from '../profile/function-uses.ts';
import { FlameBuilder, type FlameNode } from './flame-node.ts';

/** A profile as a flame graph, grouped by the origin of the code. */
export function profileFlame(profile: MergedProfile): FlameNode {
  const places = placesById(profile);
  const flame = new FlameBuilder('all');
  for (const {
    locationId,
    value: [value = 0],
  } of profile.sample) {
    let node = flame.root;
    node.count += 1;
    for (const { name, place } of locationId.flatMap((id) => places.get(id) ?? []).reverse()) {
      node = flame.childOf(node, { name, note: place, group: frameKind({ name, place }) });
      node.count += 1;
    }
    node.self += value;
  }
  return flame.finished();
}
