import type { Tool } from '../tool.ts';
import { explainTraceTool } from './explain-trace.ts';
import { findTracesTool } from './find-traces.ts';
import { getTraceTool } from './get-trace.ts';

/** All that can be asked, in the order in which it is usually asked. */
export const TOOLS: readonly Tool[] = [findTracesTool, explainTraceTool, getTraceTool];
