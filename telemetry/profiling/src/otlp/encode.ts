import type { AllocatedHeap } from '../heap/allocated-samples.ts';
import type { HeapTree } from '../heap/heap-samples.ts';
import type { LocalRoot } from '../spans/local-root.ts';
import type { StackTree } from '../stacks/stack-tree.ts';
import type { Time } from '../time/time-samples.ts';
import { Dictionary } from './dictionary.ts';
import { type Period, ProfileEncoder, type ProfileType } from './profile.ts';
import { type EncodeTools, StackEncoder } from './stack-encoder.ts';
import { ALLOCATED, CPU, OBJECTS, SPACE, WALL } from './types.ts';
import { newWriter, wrap, writeMessage, writeString } from './writer.ts';

const REQUEST = { resourceProfiles: 1, dictionary: 2 } as const;
const RESOURCE_PROFILES = { resource: 1, scopeProfiles: 2 } as const;
const SCOPE = 1;
const SCOPE_NAME = '@cortex/telemetry/profiling';

export interface Captured {
  readonly time: StackTree<LocalRoot | undefined, Time>;
  readonly inUse: HeapTree;
  readonly allocated: readonly AllocatedHeap[];
  readonly period: Period;
}

/**
 * Encodes an `ExportProfilesServiceRequest` with one profile per type, in slices. `resource` is an encoded
 * `opentelemetry.proto.resource.v1.Resource`.
 */
export async function encodeProfiles(
  { time, inUse, allocated, period }: Captured,
  { resource, ...tools }: EncodeTools & { readonly resource: Uint8Array },
): Promise<Uint8Array> {
  const dictionary = new Dictionary();
  const stacks = new StackEncoder(dictionary, tools);
  const encoder = (type: ProfileType) => new ProfileEncoder(type, period, dictionary);
  const [cpu, wall] = [encoder(CPU), encoder(WALL)];
  const [objects, space, allocation] = [encoder(OBJECTS), encoder(SPACE), encoder(ALLOCATED)];
  await stacks.encode(time, [
    [cpu, ({ cpuNanoseconds }) => cpuNanoseconds],
    [wall, ({ wallNanoseconds }) => wallNanoseconds],
  ]);
  await stacks.encode(inUse, [
    [objects, (use) => use.objects],
    [space, (use) => use.bytes],
  ]);
  for (const { tree, scale } of allocated) await stacks.encode(tree, [[allocation, ({ bytes }) => bytes * scale]]);
  const profiles = [cpu, wall, objects, space, allocation].flatMap((profile) => profile.finish());
  return Buffer.concat([...resourceProfiles(resource, profiles), ...wrap(REQUEST.dictionary, dictionary.finish())]);
}

function resourceProfiles(resource: Uint8Array, profiles: readonly Uint8Array[]): Uint8Array[] {
  const scope = newWriter();
  writeMessage(scope, SCOPE, (writer) => writeString(writer, 1, SCOPE_NAME));
  const scopeProfiles = wrap(RESOURCE_PROFILES.scopeProfiles, [scope.finish(), ...profiles]);
  return wrap(REQUEST.resourceProfiles, [...wrap(RESOURCE_PROFILES.resource, [resource]), ...scopeProfiles]);
}
