/** The number of colours for services: `--service-0` and following in the page's tokens. */
export const SERVICE_COLOURS = 8;
export const SERVICE_PATTERNS = 3;
/** The pattern of each colour: colours that look alike to the colour-blind have different patterns. 0 is no pattern. */
const PATTERN_OF_COLOUR = [0, 0, 1, 1, 2, 2, 1, 2];

/** How a service is drawn: the index of a colour, and that of a pattern. */
export interface ServicePaint {
  colour: number;
  pattern: number;
}

/**
 * Assigns each service a colour and a pattern, by its name, so that it has the same ones in most traces. If two services of a trace would share them, the one
 * later in the alphabet takes the next free colour. Once all are taken, they are assigned again with the next pattern.
 */
export function serviceColours(services: Iterable<string>): Map<string, ServicePaint> {
  const colours = new Map<string, ServicePaint>();
  const taken = new Set<number>();
  for (const service of [...new Set(services)].sort()) {
    const round = Math.floor(colours.size / SERVICE_COLOURS);
    if (taken.size === SERVICE_COLOURS) taken.clear();
    let colour = hashOf(service) % SERVICE_COLOURS;
    while (taken.has(colour)) colour = (colour + 1) % SERVICE_COLOURS;
    taken.add(colour);
    colours.set(service, { colour, pattern: ((PATTERN_OF_COLOUR[colour] ?? 0) + round) % SERVICE_PATTERNS });
  }
  return colours;
}

/** FNV-1a with 32 bits. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
}
