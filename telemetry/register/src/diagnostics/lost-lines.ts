export type OutputStream = 'stdout' | 'stderr';

/** Lines that could not be written. Counted from the start, when OpenTelemetry is not loaded yet. */
export const lostLines: Record<OutputStream, number> = { stdout: 0, stderr: 0 };

/** Counts a line that could not be written, in `telemetry.lines.lost`. */
export function countLostLine(stream: OutputStream): void {
  lostLines[stream] += 1;
}
