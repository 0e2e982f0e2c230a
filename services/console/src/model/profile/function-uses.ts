import type { MergedProfile } from '../../backends/profile-store.ts';

export interface FunctionUse {
  name: string;
  /** `file:line`, or empty. */
  place: string;
  /** What the function used itself, and with all that it called, in the profile's unit. */
  self: number;
  total: number;
  /** Like `self`, including called code of Node.js and of packages, until the application's next function. 0 for such code itself. */
  own: number;
}

export interface Uses {
  /** Largest self first. */
  functions: FunctionUse[];
  /** The value of the whole profile. */
  total: number;
}

/** The origin of a function's code. V8's own work has no file and counts as Node.js. */
export type Origin = 'application' | 'package' | 'node';

const OF_PACKAGE = /(^|\/)node_modules\//;
const OF_NODE = /^$|^node:/;

export function originOf(place: string): Origin {
  if (OF_NODE.test(place)) return 'node';
  return OF_PACKAGE.test(place) ? 'package' : 'application';
}

/** Sums what each function used. A function that calls itself counts once in its total. */
export function usesOf(profile: MergedProfile): Uses {
  const places = placesById(profile);
  const uses = new Map<string, FunctionUse>();
  let total = 0;
  for (const {
    locationId,
    value: [value = 0],
  } of profile.sample) {
    total += value;
    const stack = locationId.flatMap((id) => places.get(id) ?? []);
    for (const place of new Set(stack.map(keyOf))) useOf(uses, place).total += value;
    if (stack[0] !== undefined) useOf(uses, keyOf(stack[0])).self += value;
    const owner = stack.find(({ place }) => originOf(place) === 'application');
    if (owner !== undefined) useOf(uses, keyOf(owner)).own += value;
  }
  return { functions: [...uses.values()].sort((a, b) => b.self - a.self || b.total - a.total), total };
}

type Place = Pick<FunctionUse, 'name' | 'place'>;

const keyOf = ({ name, place }: Place): string => `${name}\0${place}`;

function useOf(uses: Map<string, FunctionUse>, key: string): FunctionUse {
  const known = uses.get(key);
  if (known !== undefined) return known;
  const [name = '', place = ''] = key.split('\0');
  const use = { name, place, self: 0, total: 0, own: 0 };
  uses.set(key, use);
  return use;
}

/** The functions of each location: a location can have several, the innermost first. */
export function placesById({ location, function: functions, stringTable }: MergedProfile): Map<number, Place[]> {
  const byId = new Map(functions.map((one) => [one.id, one]));
  const text = (index = 0) => stringTable[index] ?? '';
  return new Map(
    location.map(({ id, line: lines }) => [
      id,
      lines.map(({ functionId, line }) => {
        const file = text(byId.get(functionId)?.filename);
        return { name: text(byId.get(functionId)?.name), place: file === '' || line === 0 ? file : `${file}:${line}` };
      }),
    ]),
  );
}
