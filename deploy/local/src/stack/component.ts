import type { ProcessDefinition } from '../supervisor/process-definition.ts';

/** A process of the stack, with what the start table says of it. */
export interface Component extends ProcessDefinition {
  url: string;
  /** What one finds at the URL, or does instead where it has no page. */
  hint: string;
}
