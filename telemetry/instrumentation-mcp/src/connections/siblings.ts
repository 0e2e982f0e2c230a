import type { Transport } from '../internal-types.ts';
import type { Connection } from './connection.ts';

type TransportClass = new (...args: unknown[]) => Transport;

/**
 * Reports the transport over which v2's client probes a stdio server. The client probes a process of its own, over a transport that it creates with the
 * `constructor` of the given transport. So that transport temporarily gets a `constructor` that reports new instances.
 * @returns a function that removes it
 */
export function followSiblings(
  { info, role, transport }: Connection,
  report: (sibling: Transport) => void,
): () => void {
  if (info.kind !== 'stdio' || role !== 'client' || Object.hasOwn(transport, 'constructor')) return () => undefined;
  const value = new Proxy(transport.constructor as TransportClass, {
    construct(original, args) {
      const sibling = new original(...args);
      report(sibling);
      return sibling;
    },
  });
  const isSet = Reflect.defineProperty(transport, 'constructor', { value, configurable: true });
  return () => void (isSet && Reflect.deleteProperty(transport, 'constructor'));
}
