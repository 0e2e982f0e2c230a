import type { Part } from './missing-parts.ts';

export const V1_PACKAGE = '@modelcontextprotocol/sdk';
export const V2_PACKAGES = ['@modelcontextprotocol/client', '@modelcontextprotocol/server'];

export interface Receiver {
  readonly versions: string[];
  readonly method: Part;
}

/** Servers of other packages, and the method through which every message to them passes. */
export const RECEIVERS: Readonly<Record<string, Receiver>> = {
  tmcp: { versions: ['>=1 <2'], method: 'receive' },
  'mcp-lite': { versions: ['>=0.8 <1'], method: '_dispatch' },
};

/** All packages that `McpInstrumentation` patches by name. SDKs that it finds by their source may be anywhere. */
export const MCP_PACKAGES: readonly string[] = [V1_PACKAGE, ...V2_PACKAGES, ...Object.keys(RECEIVERS)];
