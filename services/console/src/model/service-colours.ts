/** How many colours the page has for services: `--service-0` and on in its tokens. */
export const SERVICE_COLOURS = 8;

/**
 * Gives each service the number of a colour. A service has the same one in most traces, by its name; where two of one trace would share
 * one, the later by name takes the next that is free.
 */
export function serviceColours(services: Iterable<string>): Map<string, number> {
  const colours = new Map<string, number>();
  const taken = new Set<number>();
  for (const service of [...new Set(services)].sort()) {
    let colour = hashOf(service) % SERVICE_COLOURS;
    if (taken.size < SERVICE_COLOURS) while (taken.has(colour)) colour = (colour + 1) % SERVICE_COLOURS;
    taken.add(colour);
    colours.set(service, colour);
  }
  return colours;
}

/** FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}
