import type { Connections } from '../../connections/connections.ts';
import { aiSdkWrappers, isAiSdkClient } from '../../others/ai-sdk.ts';
import { reportFault } from '../../report.ts';
import { checkMethods, V1_METHODS, V2_METHODS } from '../missing-parts.ts';
import type { Patcher } from '../patcher.ts';
import { v1Wrappers, v2Wrappers } from '../wrappers.ts';

/** A class with most of these methods is a `Protocol`, even if some of them have been renamed. */
const METHODS = [
  'request',
  'notification',
  'setRequestHandler',
  '_onclose',
  '_onnotification',
  '_onrequest',
  '_onresponse',
];
const MOST = METHODS.length - 2;
/** Members that only v2 has. */
const V2_SIGNS = ['_requestWithSchemaViaCodec', '_notificationViaCodec', '_getRequestHandler'];

/** Patches the classes of bundled SDKs, which are found through an instance of each. */
export class FoundProtocols {
  readonly #patcher: Patcher;
  readonly #connections: Connections;
  readonly #seen = new WeakSet<object>();

  constructor({ patcher, connections }: { patcher: Patcher; connections: Connections }) {
    this.#patcher = patcher;
    this.#connections = connections;
  }

  /** @param instance a `Protocol` that is being constructed */
  readonly patch = (instance: object): void => {
    try {
      const own = Object.getPrototypeOf(instance);
      if (this.#seen.has(own)) return;
      this.#seen.add(own);
      if (isAiSdkClient(own)) this.#patcher.add(own, aiSdkWrappers(this.#connections, own));
      else this.#patchClasses(classesOf(own));
    } catch (error) {
      reportFault(error);
    }
  };

  /** v2's roles override some methods of their protocol; v1's override none. */
  #patchClasses([protocol, role]: object[]): void {
    if (protocol === undefined) return;
    const isV2 = V2_SIGNS.some((name) => name in protocol);
    checkMethods(protocol, isV2 ? V2_METHODS : V1_METHODS);
    if (!isV2) this.#patcher.add(protocol, v1Wrappers(this.#connections));
    else for (const prototype of [protocol, role]) this.#patcher.add(prototype, v2Wrappers(this.#connections));
  }
}

/** The prototypes of `Protocol` and of the classes that extend it, down to `prototype`; empty if it is not a protocol. */
function classesOf(prototype: object): object[] {
  const below: object[] = [];
  for (let next: object | null = prototype; next !== null; next = Object.getPrototypeOf(next)) {
    below.unshift(next);
    if (isProtocol(next)) return below;
  }
  return [];
}

function isProtocol(prototype: object): boolean {
  return METHODS.filter((name) => Object.hasOwn(prototype, name)).length >= MOST;
}
