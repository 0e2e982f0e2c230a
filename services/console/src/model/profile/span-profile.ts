import type { FlameGraph, MergedProfile } from '../../backends/profile-store.ts';

interface PlacedNode {
  begin: number;
  end: number;
  /** Names from the outermost function on, without the graph's own root. */
  path: string;
}

/**
 * The part of a trace's profile that belongs to spans. A profile store returns this part as a flame graph, which has only names: the functions' places
 * are taken from the same stack of names in the profile of the whole trace. Small nodes that the store has merged have no stack.
 */
export function spanProfile(whole: MergedProfile, { names, levels }: FlameGraph): MergedProfile {
  const stacks = stacksByPath(whole);
  const sample: MergedProfile['sample'] = [];
  let parents: PlacedNode[] = [{ begin: 0, end: Number.POSITIVE_INFINITY, path: '' }];
  for (const [depth, { values }] of levels.entries()) {
    const nodes: PlacedNode[] = [];
    let at = 0;
    let parent = 0;
    for (let index = 0; index + 3 < values.length; index += 4) {
      const [offset = 0, total = 0, self = 0, name = 0] = values.slice(index, index + 4);
      const begin = at + offset;
      at = begin + total;
      while (parent < parents.length - 1 && begin >= (parents[parent] as PlacedNode).end) parent += 1;
      const path = depth === 0 ? '' : `${(parents[parent] as PlacedNode).path}${names[name] ?? ''}\0`;
      nodes.push({ begin, end: at, path });
      if (self > 0) sample.push({ locationId: stacks.get(path) ?? [], value: [self] });
    }
    parents = nodes;
  }
  return { ...whole, sample };
}

function stacksByPath({ sample, location, function: functions, stringTable }: MergedProfile): Map<string, number[]> {
  const names = new Map(functions.map(({ id, name }) => [id, stringTable[name] ?? '']));
  const lines = new Map(
    location.map(({ id, line }) => [id, line.map(({ functionId }) => names.get(functionId) ?? '')]),
  );
  return new Map(
    sample.map(({ locationId }) => {
      const path = locationId.flatMap((id) => lines.get(id) ?? []).reverse();
      return [path.map((name) => `${name}\0`).join(''), locationId];
    }),
  );
}
