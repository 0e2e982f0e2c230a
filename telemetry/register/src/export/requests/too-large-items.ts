/** Items that were too large for a request even alone, by signal. Counted from the start, when OpenTelemetry is not loaded yet. */
export const tooLargeItems = { traces: 0, logs: 0 };

export type SplitSignal = keyof typeof tooLargeItems;
