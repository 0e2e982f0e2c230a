import type { Connections } from '../../connections/connections.ts';
import { aiSdkWrappers, isAiSdkClient } from '../../others/ai-sdk.ts';
import { reportFault } from '../../report.ts';
import { checkMethods, V1_METHODS, V2_METHODS } from '../missing-parts.ts';
import type { Patcher } from '../patcher.ts';
import { v1Wrappers, v2Wrappers } from '../wrappers.ts';

/** A class with most of these methods is a `Protocol`, also where some of them have another name. */
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
/** What v1 has not. */
const V2_SIGNS = ['_requestWithSchemaViaCodec', '_notificationViaCodec', '_getRequestHandler'];

/** Patches the classes of SDKs that no package name leads to, by an instance of each. */
export class FoundProtocols {
  readonly #patcher: Patcher;
  readonly #connections: Connections;
  readonly #seen = new WeakSet<object>();

  constructor({ patcher, connections }: { patcher: Patcher; connections: Connections }) {
    this.#patcher = patcher;
    this.#connections = connections;
  }

  /** @param instance one that is being constructed */
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

  /** v2's roles override some methods of their protocol, v1's none. */
  #patchClasses([protocol, role]: object[]): void {
    if (protocol === undefined) return;
    const isV2 = V2_SIGNS.some((name) => name in protocol);
    checkMethods(protocol, isV2 ? V2_METHODS : V1_METHODS);
    if (!isV2) this.#patcher.add(protocol, v1Wrappers(this.#connections));
    else for (const prototype of [protocol, role]) this.#patcher.add(prototype, v2Wrappers(this.#connections));
  }
}

/** The prototypes of `Protocol` and of those that extend it, down to `prototype`; none where it is no protocol. */
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
