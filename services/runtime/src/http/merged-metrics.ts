interface TextOfWorker {
  worker: number;
  /** In Prometheus' text format. */
  text: string;
}

interface Family {
  head: string[];
  samples: string[];
}

const HEAD = /^# (?:HELP|TYPE) (\S+)/;
const LABELS_OR_VALUE = /[{ ]/;

/** Merges several texts into one: each metric once, with the samples of all workers, which the label `worker` distinguishes. */
export function mergedMetrics(texts: readonly TextOfWorker[]): string {
  const families = new Map<string, Family>();
  for (const { worker, text } of texts.toSorted((a, b) => a.worker - b.worker)) addTo(families, worker, text);
  const lines = [...families.values()].flatMap(({ head, samples }) => [...head, ...samples]);
  return lines.map((line) => `${line}\n`).join('');
}

function addTo(families: Map<string, Family>, worker: number, text: string): void {
  const known = new Set(families.keys());
  let current: { name: string; family: Family } | undefined;
  for (const line of text.split('\n')) {
    const name = HEAD.exec(line)?.[1];
    if (name !== undefined && name !== current?.name) {
      const family = families.get(name) ?? { head: [], samples: [] };
      families.set(name, family);
      current = { name, family };
    }
    if (!current) continue;
    if (line.startsWith('#')) {
      if (!known.has(current.name)) current.family.head.push(line);
    } else if (line !== '') current.family.samples.push(labelled(line, worker));
  }
}

function labelled(sample: string, worker: number): string {
  const index = sample.search(LABELS_OR_VALUE);
  const [name, rest] = [sample.slice(0, index), sample.slice(index)];
  const label = `worker="${worker}"`;
  return rest.startsWith('{') ? `${name}{${label},${rest.slice(1)}` : `${name}{${label}}${rest}`;
}
