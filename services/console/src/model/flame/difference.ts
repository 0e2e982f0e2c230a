import type { MergedProfile } from '../../backends/profile-store.ts';
import { placesById } from '../profile/function-uses.ts';
import { FlameBuilder, type FlameNode } from './flame-node.ts';

/** How much a function's share of the whole has changed. */
export type Change = 'much-less' | 'less' | 'same' | 'more' | 'much-more';

/** Shares of the whole, from 0 to 1. */
export interface Shares {
  before: number;
  after: number;
}

export interface FlameDifference {
  /** Boxes are as wide as their shares before and after together, so that functions that are gone are visible too. The groups are changes. */
  root: FlameNode;
  sharesOf(node: FlameNode): Shares;
}

/** A smaller change of the share is noise. */
const SAME_POINTS = 0.002;
const SAME_RATIO = 1.15;
const MUCH_RATIO = 2;

/** Merges two profiles into one flame graph. They may cover times of any length: shares are compared, not amounts. */
export function flameDifference(before: MergedProfile, after: MergedProfile): FlameDifference {
  const flame = new FlameBuilder('all');
  const own = new Map<FlameNode, Shares>();
  addShares(before, { flame, own, side: 'before' });
  addShares(after, { flame, own, side: 'after' });
  const root = flame.finished();
  const shares = withBelow(root, own);
  const sharesOf = (node: FlameNode): Shares => shares.get(node) ?? { before: 0, after: 0 };
  for (const [node, { before: was, after: is }] of shares) node.group = changeOf(was, is);
  return { root, sharesOf };
}

interface Side {
  flame: FlameBuilder;
  own: Map<FlameNode, Shares>;
  side: keyof Shares;
}

function addShares(profile: MergedProfile, { flame, own, side }: Side): void {
  const places = placesById(profile);
  const whole = profile.sample.reduce((sum, { value: [value = 0] }) => sum + value, 0);
  if (whole === 0) return;
  for (const {
    locationId,
    value: [value = 0],
  } of profile.sample) {
    let node = flame.root;
    for (const { name, place } of locationId.flatMap((id) => places.get(id) ?? []).reverse())
      node = flame.childOf(node, { name, note: place, group: '' });
    const shares = own.get(node) ?? { before: 0, after: 0 };
    own.set(node, shares);
    shares[side] += value / whole;
    node.self += value / whole / 2;
  }
}

function withBelow(root: FlameNode, own: ReadonlyMap<FlameNode, Shares>): Map<FlameNode, Shares> {
  const all = [root];
  for (const node of all) for (const child of node.children) all.push(child);
  const shares = new Map<FlameNode, Shares>();
  for (const node of all.reverse()) {
    const sum = { before: 0, after: 0, ...own.get(node) };
    for (const child of node.children) {
      sum.before += shares.get(child)?.before ?? 0;
      sum.after += shares.get(child)?.after ?? 0;
    }
    shares.set(node, sum);
  }
  return shares;
}

export function changeOf(before: number, after: number): Change {
  if (Math.abs(after - before) < SAME_POINTS) return 'same';
  const ratio = Math.max(before, after) / Math.max(Math.min(before, after), Number.EPSILON);
  if (ratio < SAME_RATIO) return 'same';
  if (after > before) return ratio >= MUCH_RATIO ? 'much-more' : 'more';
  return ratio >= MUCH_RATIO ? 'much-less' : 'less';
}
