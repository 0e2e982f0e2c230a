import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { PROGRAMS } from './catalogue.ts';
import type { Program } from './program.ts';
import type { TracedSides } from './traced-sides.ts';

const README = join(repository, 'telemetry/README.md');
const TABLE = /(?<=<!-- programs -->\n\n)[\s\S]*?(?=\n\n<!-- \/programs -->)/;
const HEAD = ['| Program | Version | SDK | Is | Traced |', '| --- | --- | --- | --- | --- |'];

/** Identifies a row of the table. */
export const keyOf = ({ name, role, transport }: Program) => `${name} ${role} by ${transport}`;

interface Seen {
  version: string;
  sides: TracedSides;
}

export function rowOf(program: Program, { version, sides }: Seen): string {
  const { name, sdk, role, transport } = program;
  return `| \`${name}\` | ${version} | ${sdk} | ${role} by ${transport} | ${wordsFor(sides)} |`;
}

function wordsFor({ client, server, joined }: TracedSides): string {
  if (joined) return 'both sides, one trace';
  if (client && server) return 'both sides, two traces';
  return client ? 'client only' : server ? 'server only' : 'no';
}

/** The row in the README; undefined if there is none. */
export function documentedRow(program: Program): string | undefined {
  return documentedRows().get(keyOf(program));
}

/** The keys of all rows in the README, in order. */
export function documentedKeys(): string[] {
  return [...documentedRows().keys()];
}

/** Replaces the rows of these programs; the others stay. */
export function renewRows(rows: ReadonlyMap<Program, string>): void {
  const documented = documentedRows();
  const all = PROGRAMS.map((program) => rows.get(program) ?? documented.get(keyOf(program)));
  const table = [...HEAD, ...all.filter((row) => row !== undefined)].join('\n');
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(TABLE, () => table),
  );
}

function documentedRows(): Map<string, string> {
  const table = TABLE.exec(readFileSync(README, 'utf8'))?.[0];
  if (table === undefined)
    throw new Error(`expected a table between <!-- programs --> and <!-- /programs --> in ${README}`);
  const rows = table.split('\n').slice(HEAD.length);
  return new Map(rows.map((row) => [keyFrom(row), row]));
}

function keyFrom(row: string): string {
  const [, name, , , is] = row.split('|').map((cell) => cell.trim());
  return `${name?.replaceAll('`', '')} ${is}`;
}
