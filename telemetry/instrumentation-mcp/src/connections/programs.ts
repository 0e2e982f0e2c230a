import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_CORTEX_MCP_CLIENT_NAME,
  ATTR_CORTEX_MCP_CLIENT_VERSION,
  ATTR_CORTEX_MCP_SERVER_NAME,
  ATTR_CORTEX_MCP_SERVER_VERSION,
} from '../contract.ts';
import { OTHER } from '../operations/names.ts';

export type Role = 'client' | 'server';

/** How many programs have series of their own in metrics: a peer gives itself what name and version it likes. */
const MOST = 20;
/** Characters of a name or version. */
const LONGEST = 100;

const NAME = { client: ATTR_CORTEX_MCP_CLIENT_NAME, server: ATTR_CORTEX_MCP_SERVER_NAME };
const VERSION = { client: ATTR_CORTEX_MCP_CLIENT_VERSION, server: ATTR_CORTEX_MCP_SERVER_VERSION };

/** A program that speaks MCP, by the name and version that it gives itself. */
export interface Program {
  readonly name: string;
  readonly version: string | undefined;
  /** Attributes of spans, by the role that the program has. */
  readonly attributes: Readonly<Record<Role, Attributes>>;
  /** What stands for it in metrics. */
  readonly counted: Program;
}

/** Stands for all programs without series of their own. */
export const OTHERS = describeProgram(OTHER, undefined);

/** The programs that this process has met, itself among them. */
export class Programs {
  /** Programs by name, then by version. A lookup must be cheap: each call names two of them. */
  readonly #known = new Map<string, Map<string | undefined, Program>>();
  #count = 0;

  /** @param info `clientInfo` or `serverInfo`, as a peer wrote it. @returns undefined where that names nothing */
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

/** @param counted stands for it in metrics; default: the program itself */
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
