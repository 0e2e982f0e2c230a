import type { FunctionUse } from './function-uses.ts';

export const FUNCTION_COLUMNS = ['name', 'self', 'total'] as const;
export type FunctionColumn = (typeof FUNCTION_COLUMNS)[number];

export interface UsesOrder {
  by: FunctionColumn;
  ascending: boolean;
}

/** The functions whose name or place contains a text, sorted. */
export function sortedUses(uses: readonly FunctionUse[], text: string, { by, ascending }: UsesOrder): FunctionUse[] {
  const sign = ascending ? 1 : -1;
  return withText(uses, text).sort((a, b) => sign * (by === 'name' ? a.name.localeCompare(b.name) : a[by] - b[by]));
}

export function withText<Use extends Pick<FunctionUse, 'name' | 'place'>>(uses: readonly Use[], text: string): Use[] {
  const wanted = text.toLowerCase();
  return uses.filter(({ name, place }) => `${name}\n${place}`.toLowerCase().includes(wanted));
}
