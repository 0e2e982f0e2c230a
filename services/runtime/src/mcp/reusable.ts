import { waitsFor } from '@cortex/signals';
import { type Span, trace } from '@opentelemetry/api';
import { linkToShared } from '../patterns/link-to-shared.ts';

export interface ReusableOptions<Thing> {
  /** The target of the connection, in telemetry. */
  target: string;
  open(): Promise<Thing>;
  close(thing: Thing): Promise<void>;
  /** Whether an error means that the thing itself may be unusable. */
  isBroken(error: unknown): boolean;
}

export interface Reusable<Thing> {
  /** Runs work with the thing, which is opened for the first user and shared by all. */
  use<Result>(work: (thing: Thing) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface Opened<Thing> {
  thing: Promise<Thing>;
  users: number;
  isOpening: boolean;
  /** The span of the caller that opens it. */
  span: Span | undefined;
}

/** Shares one opened thing among many users. After a failure the next use opens a new one; the old one is closed when its last user is done. */
export function reusable<Thing>({ target, open, close, isBroken }: ReusableOptions<Thing>): Reusable<Thing> {
  const waits = waitsFor('shared_work', target);
  let current: Opened<Thing> | undefined;

  const closeUnused = async (opened: Opened<Thing>) => {
    if (opened.users > 0 || opened === current) return;
    await opened.thing.then(close).catch(() => {});
  };
  const forget = (opened: Opened<Thing>) => {
    if (opened === current) current = undefined;
  };
  const opening = () => {
    const opened: Opened<Thing> = { thing: open(), users: 0, isOpening: true, span: trace.getActiveSpan() };
    opened.thing
      .catch(() => forget(opened))
      .finally(() => {
        opened.isOpening = false;
      });
    return opened;
  };
  /** The spans of opening belong to the caller that opens; all others record a wait. */
  const whenOpened = async ({ thing, isOpening, span }: Opened<Thing>) => {
    if (!isOpening) return thing;
    linkToShared(trace.getActiveSpan(), span);
    return thing.finally(waits.begin());
  };
  const acquire = () => {
    current ??= opening();
    current.users += 1;
    return current;
  };
  const use = async <Result>(work: (thing: Thing) => Promise<Result>): Promise<Result> => {
    const isOpener = current === undefined;
    const opened = acquire();
    try {
      return await work(await (isOpener ? opened.thing : whenOpened(opened)));
    } catch (error) {
      if (isBroken(error)) forget(opened);
      throw error;
    } finally {
      opened.users -= 1;
      await closeUnused(opened);
    }
  };
  return {
    use,
    close: async () => {
      const opened = current;
      current = undefined;
      await opened?.thing.then(close).catch(() => {});
    },
  };
}
