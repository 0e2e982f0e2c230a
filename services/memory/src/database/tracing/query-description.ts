import {
  AliasNode,
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  type OperationNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely';

/** Describes a statement with low cardinality: `INSERT user_history`. */
export interface QueryDescription {
  /** `INSERT`, `SELECT`, `BEGIN` ... */
  operation: string;
  /** The table, if the statement has exactly one. */
  collection: string | undefined;
  /** Operation and collection: the name of the span. */
  summary: string;
}

/** Describes a statement by its syntax tree or, for raw SQL, which has none, by its first word. */
export function describeQuery({ query, sql }: CompiledQuery): QueryDescription {
  const operation = (/[a-z]+/i.exec(sql)?.[0] ?? 'UNKNOWN').toUpperCase();
  const collection = tableName(target(query));
  return { operation, collection, summary: collection ? `${operation} ${collection}` : operation };
}

/** Removes what repeats for each row or each value of a list: `values (?, ?), ...`, `in (?, ...)`. */
export function withoutRepetition(sql: string): string {
  return sql
    .replace(/(\((?:\?|\$\d+)(?:, (?:\?|\$\d+))*\))(?:, \((?:\?|\$\d+)(?:, (?:\?|\$\d+))*\))+/g, '$1, ...')
    .replace(/( in \((?:\?|\$\d+))(?:, (?:\?|\$\d+))+\)/g, '$1, ...)');
}

function target(query: OperationNode): OperationNode | undefined {
  if (InsertQueryNode.is(query)) return query.into;
  if (SelectQueryNode.is(query) || DeleteQueryNode.is(query)) return query.from?.froms[0];
  return UpdateQueryNode.is(query) ? query.table : undefined;
}

function tableName(node: OperationNode | undefined): string | undefined {
  if (!node) return undefined;
  if (AliasNode.is(node)) return tableName(node.node);
  return TableNode.is(node) ? node.table.identifier.name : undefined;
}
