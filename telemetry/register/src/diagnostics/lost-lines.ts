export type OutputStream = 'stdout' | 'stderr';

/** The number of lines that could not be written, by stream. A plain object, because lines can be lost before OpenTelemetry is loaded. */
export const lostLines: Record<OutputStream, number> = { stdout: 0, stderr: 0 };

/** Counts a line that could not be written in the metric `telemetry.lines.lost`. */
export function countLostLine(stream: OutputStream): void {
  lostLines[stream] += 1;
}
