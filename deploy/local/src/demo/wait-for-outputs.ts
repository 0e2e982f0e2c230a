import type { EventSourceMessage } from 'eventsource-parser/stream';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

const output = z.object({ input_id: z.string(), type: z.string() }).loose();

export type Output = z.infer<typeof output>;

export interface WaitForOutputsOptions {
  events: AsyncIterable<EventSourceMessage>;
  inputIds: Iterable<string>;
  onOutput: (output: Output) => void;
}

/** Reads the stream until every input has its `output` event. */
export async function waitForOutputs({ events, inputIds, onOutput }: WaitForOutputsOptions): Promise<void> {
  const open = new Set(inputIds);
  for await (const { event, data } of events) {
    if (event !== 'output') continue;
    const received = output.parse(JSON.parse(data));
    if (open.delete(received.input_id)) onOutput(received);
    if (open.size === 0) return;
  }
  throw new UserError(`The stream ended before the output of ${open.size} input(s) came. See core-api's log.`);
}
