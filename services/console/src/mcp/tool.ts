import { z } from 'zod';
import type { Backends } from '../backends/backends.ts';
import type { Links } from '../questions/links.ts';

export interface ToolContext {
  backends: Backends;
  links: Links;
  /** The folder of load results, if it is known. */
  loadFolder?: string | undefined;
  /** The folder of dashboards, if it is known. */
  dashboardsFolder?: string | undefined;
}

/** The answer of a tool: data for a program, and the same in a few lines for a model that only reads text. */
export interface ToolAnswer<Data> {
  data: Data;
  /** The most important first, because lines that do not fit are left out. */
  lines: string[];
  /** The page that shows it to a person. */
  link: string;
}

export interface ToolOptions<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  input: Input;
  /** The schema of the data. */
  output: Output;
  answer(input: z.output<Input>, context: ToolContext): Promise<ToolAnswer<z.input<Output>>>;
}

export type Tool = ToolOptions<z.ZodObject, z.ZodObject>;

/** Types a tool's handler by its own schemas. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  options: ToolOptions<Input, Output>,
): Tool {
  return options as unknown as Tool;
}

/** The output that all tools share: a link to a page. */
export const linked = { link: z.string().describe('the page of the console where a person sees it') };
