/** The number of items that were too large for a request by themselves, by signal. A plain object, so that counting needs no meter provider. */
export const tooLargeItems = { traces: 0, logs: 0 };

export type SplitSignal = keyof typeof tooLargeItems;
