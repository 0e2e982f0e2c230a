export interface FlameGraphAnswer {
  names: string[];
  levels: Array<{ values: Array<string | number> }>;
  total: string | number;
}

/** The parts of google.v1.Profile that are checked; zeros may be missing. */
export interface PprofAnswer {
  sampleType: Array<{ type?: string; unit?: string }>;
  sample: Array<{ locationId: string[]; value: string[] }>;
  location: Array<{ id: string; line: Array<{ functionId: string; line?: string }> }>;
  function: Array<{ id: string; name: string; filename: string }>;
  stringTable: string[];
}

/** Calls `querier.v1.QuerierService` with Connect's JSON. */
export async function call(url: string, method: string, body: object): Promise<Response> {
  return fetch(new URL(`/querier.v1.QuerierService/${method}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export async function answer<T>(url: string, method: string, body: object): Promise<T> {
  const response = await call(url, method, body);
  if (!response.ok) throw new Error(`${method} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** The total of each function, including its callees; does not handle recursion. */
export function totalsByFunction({
  names,
  levels,
}: Pick<FlameGraphAnswer, 'names' | 'levels'>): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { values } of levels) {
    for (let index = 0; index < values.length; index += 4) {
      const name = names[Number(values[index + 3])] ?? '';
      totals[name] = (totals[name] ?? 0) + Number(values[index + 1]);
    }
  }
  return totals;
}
