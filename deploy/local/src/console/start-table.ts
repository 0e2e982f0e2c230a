import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { Component } from '../stack/component.ts';

type Row = [what: string, url: string, log: string];

/** A table of the running components with URL and log file, and below each what its URL shows. Colours are used only if the stream supports them. */
export function startTable(components: Component[], stream: NodeJS.WriteStream): string {
  const rows = components.map(({ name, url, logFile }): Row => [name, url, shorten(logFile)]);
  const head: Row = ['What', 'URL', 'Log file'];
  const widths = [0, 1].map((column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: Row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  const dim = (text: string) => styleText('dim', text, { stream });
  const body = rows.flatMap((row, index) => [line(row), dim(`  ${components[index]?.hint}`)]);
  return [styleText('bold', line(head), { stream }), ...body].join('\n');
}

function shorten(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}
