import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Splits declarations into statements. A top-level statement begins in the first column; its contents and its closing brace do not start one. */
const STATEMENT = /\n(?=[^\s})])/;
const DECLARED = /^(?:export )?(?:declare )?(?:abstract )?(?:class|interface|type|function|const|enum|namespace) (\w+)/;
const LIST = /^(export|import) (type )?\{([^}]*)\}(?: from '([^']*)')?/;
/** Members that are not visible outside. */
const PRIVATE = /\n\s+(?:#private|private .*);/g;

/**
 * The exports of a declaration file that tsc has written: the declaration of each name, from whichever file it is re-exported. A name of another package
 * is represented by the statement that exports it.
 */
export function exportsOf(file: string): Map<string, string> {
  const statements = readFileSync(file, 'utf8').split(STATEMENT);
  const found = new Map<string, string>();
  for (const statement of statements) {
    const [, keyword, , names = '', from] = LIST.exec(statement) ?? [];
    if (keyword === 'export') {
      for (const { name, as } of namesIn(names)) found.set(as, declarationOf({ file, statements, name, from }));
      continue;
    }
    const declared = DECLARED.exec(statement)?.[1];
    if (declared === undefined || !statement.startsWith('export ')) continue;
    const others = found.get(declared);
    found.set(declared, [...(others === undefined ? [] : [others]), tidy(statement)].join('\n'));
  }
  return found;
}

interface Wanted {
  readonly file: string;
  readonly statements: readonly string[];
  readonly name: string;
  /** The module that it is re-exported from; undefined if the file itself declares or imports it. */
  readonly from: string | undefined;
}

function declarationOf({ file, statements, name, from = importedFrom(statements, name) }: Wanted): string {
  if (from === undefined) {
    const own = statements.filter((statement) => DECLARED.exec(statement)?.[1] === name);
    if (own.length === 0) throw new Error(`expected a declaration of ${name} in ${file}`);
    return own.map(tidy).join('\n');
  }
  if (!from.startsWith('.')) return `export { ${name} } from '${from}';`;
  const declaration = exportsOf(join(dirname(file), from.replace(/\.ts$/, '.d.ts'))).get(name);
  if (declaration === undefined) throw new Error(`expected ${from} to export ${name}, which ${file} exports`);
  return declaration;
}

function importedFrom(statements: readonly string[], name: string): string | undefined {
  const lists = statements.map((statement) => LIST.exec(statement)).filter((list) => list?.[1] === 'import');
  return lists.find((list) => namesIn(list?.[3] ?? '').some(({ as }) => as === name))?.[4];
}

function namesIn(list: string): { name: string; as: string }[] {
  const parts = list.split(',').map((part) => part.trim().replace(/^type /, ''));
  return parts.filter(Boolean).map((part) => {
    const [name = '', as = name] = part.split(' as ');
    return { name, as };
  });
}

function tidy(statement: string): string {
  return statement.replace(PRIVATE, '').trim();
}
