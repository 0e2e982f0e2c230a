import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_CORTEX_MCP_CLIENT_NAME,
  ATTR_CORTEX_MCP_CLIENT_VERSION,
  ATTR_CORTEX_MCP_SERVER_NAME,
  ATTR_CORTEX_MCP_SERVER_VERSION,
} from '../contract.ts';
import { OTHER } from '../operations/names.ts';

export type Role = 'client' | 'server';

/** How many programs have series of their own in metrics. Limited, because peers choose their names and versions freely. */
const MOST = 20;
/** The most characters of a name or version. */
const LONGEST = 100;

const NAME = { client: ATTR_CORTEX_MCP_CLIENT_NAME, server: ATTR_CORTEX_MCP_SERVER_NAME };
const VERSION = { client: ATTR_CORTEX_MCP_CLIENT_VERSION, server: ATTR_CORTEX_MCP_SERVER_VERSION };

/** A program that speaks MCP, identified by the name and version that it gives itself. */
export interface Program {
  readonly name: string;
  readonly version: string | undefined;
  /** The span attributes, by the role of the program. */
  readonly attributes: Readonly<Record<Role, Attributes>>;
  /** The program that represents it in metrics. */
  readonly counted: Program;
}

/** Represents all programs without series of their own. */
export const OTHERS = describeProgram(OTHER, undefined);

/** The programs that this process has seen, including itself. */
export class Programs {
  /** The programs by name, then by version. Lookups must be cheap, because each call needs two of them. */
  readonly #known = new Map<string, Map<string | undefined, Program>>();
  #count = 0;

  /** @param info `clientInfo` or `serverInfo`, as the peer sent it. @returns undefined when it has no name */
  of(info: unknown): Program | undefined {
    if (info === undefined || info === null) return undefined;
    const { name, version } = info as { name?: unknown; version?: unknown };
    if (typeof name !== 'string' || name === '') return undefined;
    return this.#find(name, typeof version === 'string' && version !== '' ? version : undefined);
  }

  #find(name: string, version: string | undefined): Program {
    return this.#known.get(name)?.get(version) ?? this.#meet(name, version);
  }

  #meet(name: string, version: string | undefined): Program {
    const isLong = name.length > LONGEST || (version?.length ?? 0) > LONGEST;
    if (isLong || this.#count >= MOST)
      return describeProgram(name.slice(0, LONGEST), version?.slice(0, LONGEST), OTHERS);
    const program = describeProgram(name, version);
    const versions = this.#known.get(name) ?? new Map<string | undefined, Program>();
    this.#known.set(name, versions.set(version, program));
    this.#count += 1;
    return program;
  }
}

/** @param counted the program that represents it in metrics; default: the program itself */
function describeProgram(name: string, version: string | undefined, counted?: Program): Program {
  const attributesAs = (role: Role): Attributes => ({
    [NAME[role]]: name,
    ...(version !== undefined && { [VERSION[role]]: version }),
  });
  const attributes = { client: attributesAs('client'), server: attributesAs('server') };
  return {
    name,
    version,
    attributes,
    get counted() {
      return counted ?? this;
    },
  };
}
