import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import {
  ATTR_NETWORK_IO_DIRECTION,
  ATTR_SIDE,
  METRIC_OPEN_CONNECTIONS,
  METRIC_PROCESS_NETWORK_IO,
} from '../contract.ts';
import type { Series } from './observed.ts';
import { observedCounter, observedUpDownCounter } from './own-instruments.ts';

/**
 * Counts the connections of the process and their bytes, with the sockets that Node.js announces in
 * https://nodejs.org/api/diagnostics_channel.html#built-in-channels. The machine's own counters cover all processes.
 */
export function observeNetwork(): void {
  const traffic = new Traffic();
  const connections = observedUpDownCounter(METRIC_OPEN_CONNECTIONS);
  for (const side of ['server', 'client'] as const) {
    const open = connections.series({ [ATTR_SIDE]: side });
    subscribe(`net.${side}.socket`, (message) => watch((message as { socket: Socket }).socket, { open, traffic }));
  }
}

function watch(socket: Socket, { open, traffic }: { open: Series; traffic: Traffic }): void {
  open.value += 1;
  traffic.add(socket);
  socket.once('close', () => {
    open.value -= 1;
    traffic.remove(socket);
  });
}

/** Sums the bytes of open sockets, which count them themselves, and of closed ones. */
class Traffic {
  readonly #open = new Set<Socket>();
  readonly #received: Series;
  readonly #transmitted: Series;

  constructor() {
    const io = observedCounter(METRIC_PROCESS_NETWORK_IO);
    this.#received = io.series({ [ATTR_NETWORK_IO_DIRECTION]: 'receive' });
    this.#transmitted = io.series({ [ATTR_NETWORK_IO_DIRECTION]: 'transmit' });
    this.#received.add(() => this.#sum('bytesRead'));
    this.#transmitted.add(() => this.#sum('bytesWritten'));
  }

  add(socket: Socket): void {
    this.#open.add(socket);
  }

  remove(socket: Socket): void {
    if (!this.#open.delete(socket)) return;
    this.#received.value += socket.bytesRead;
    this.#transmitted.value += socket.bytesWritten;
  }

  #sum(counter: 'bytesRead' | 'bytesWritten'): number {
    let sum = 0;
    for (const socket of this.#open) sum += socket[counter];
    return sum;
  }
}
