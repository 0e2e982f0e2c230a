interface Ends {
  sent(): void;
  failed(error: unknown): void;
}

/** Calls `sent` or `failed` when a delivery ends. What the transport throws or rejects with passes through. */
export function followSending(deliver: () => Promise<void>, { sent, failed }: Ends): Promise<void> {
  const fail = (error: unknown) => {
    failed(error);
    throw error;
  };
  try {
    return Promise.resolve(deliver()).then(sent, fail);
  } catch (error) {
    return fail(error);
  }
}
