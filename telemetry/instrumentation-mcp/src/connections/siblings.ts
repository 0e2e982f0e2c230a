import type { Transport } from '../internal-types.ts';
import type { Connection } from './connection.ts';

type TransportClass = new (...args: unknown[]) => Transport;

/**
 * By stdio, v2's client probes a process of its own, over a transport that it makes by the `constructor` of the one it is to
 * connect. For that time the transport gets a `constructor` that reports what it makes.
 * @returns undoes it
 */
export function followSiblings({ info, role, transport }: Connection, tell: (sibling: Transport) => void): () => void {
  if (info.kind !== 'stdio' || role !== 'client' || Object.hasOwn(transport, 'constructor')) return () => undefined;
  const value = new Proxy(transport.constructor as TransportClass, {
    construct(original, args) {
      const sibling = new original(...args);
      tell(sibling);
      return sibling;
    },
  });
  const isSet = Reflect.defineProperty(transport, 'constructor', { value, configurable: true });
  return () => void (isSet && Reflect.deleteProperty(transport, 'constructor'));
}
