import { TOOL_NAME } from '../spans/attributes.ts';
import { pairsText, readPairs } from './attribute-pairs.ts';
import { type InCommon, OPERATION } from './over-represented.ts';

/** The parts of a trace search that an attribute can narrow. */
export interface Narrowing {
  service?: string | undefined;
  operation?: string | undefined;
  tool?: string | undefined;
  /** Conditions that {@link readPairs} reads. */
  where?: string | undefined;
}

/** Narrows a search to traces with this value. @param services all services, to separate the service from the operation */
export function narrowed(
  { where = '' }: Narrowing,
  { attribute, value }: Pick<InCommon, 'attribute' | 'value'>,
  services: readonly string[],
): Narrowing {
  if (attribute === TOOL_NAME) return { tool: value };
  if (attribute === OPERATION) return operationIn(value, services);
  const read = readPairs(where);
  return { where: pairsText({ ...('pairs' in read && read.pairs), [attribute]: value }) };
}

function operationIn(value: string, services: readonly string[]): Narrowing {
  const service = services.filter((one) => value.startsWith(`${one} `)).sort((a, b) => b.length - a.length)[0];
  return service === undefined ? { operation: value } : { service, operation: value.slice(service.length + 1) };
}
