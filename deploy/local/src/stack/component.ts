import type { ProcessDefinition } from '../supervisor/process-definition.ts';

/** A process of the stack, with what the table at the start shows about it. */
export interface Component extends ProcessDefinition {
  url: string;
  /** What is at the URL, or what to use instead if it has no page. */
  hint: string;
}
