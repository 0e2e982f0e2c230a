export interface ReusableOptions<Thing> {
  open(): Promise<Thing>;
  close(thing: Thing): Promise<void>;
  /** True when the error says that the thing itself may be unusable. */
  isBroken(error: unknown): boolean;
}

export interface Reusable<Thing> {
  /** Runs the work with the thing, which is opened for the first and shared by all. */
  use<Result>(work: (thing: Thing) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface Opened<Thing> {
  thing: Promise<Thing>;
  users: number;
}

/** Keeps one opened thing for many uses. After a failure the next use opens a new one; the old is closed when nobody uses it any more. */
export function reusable<Thing>({ open, close, isBroken }: ReusableOptions<Thing>): Reusable<Thing> {
  let current: Opened<Thing> | undefined;

  const closeUnused = async (opened: Opened<Thing>) => {
    if (opened.users > 0 || opened === current) return;
    await opened.thing.then(close).catch(() => {});
  };
  const forget = (opened: Opened<Thing>) => {
    if (opened === current) current = undefined;
  };
  const acquire = () => {
    current ??= { thing: open(), users: 0 };
    const opened = current;
    opened.users += 1;
    opened.thing.catch(() => forget(opened));
    return opened;
  };
  const use = async <Result>(work: (thing: Thing) => Promise<Result>): Promise<Result> => {
    const opened = acquire();
    try {
      return await work(await opened.thing);
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
