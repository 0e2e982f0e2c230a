type Triple = readonly [number, number, number];

/**
 * Transformations of linear RGB to what the colour-blind see: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency" (2009), full severity. The first is normal vision.
 */
const SIGHTS: Record<string, readonly [Triple, Triple, Triple]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The smallest difference of two colours over all kinds of vision, as ΔE of CIE 1976; 2.3 can just be distinguished. @param one as `#rrggbb` */
export function seenDifference(one: string, another: string): number {
  const differences = Object.values(SIGHTS).map((sight) => {
    const [a, b] = [one, another].map((colour) => lab(seen(linear(colour), sight)));
    return Math.hypot(...(a as Triple).map((value, index) => value - ((b as Triple)[index] ?? 0)));
  });
  return Math.min(...differences);
}

function linear(colour: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seen(rgb: Triple, [red, green, blue]: readonly [Triple, Triple, Triple]): Triple {
  const dot = (row: Triple) => row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2];
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return [within(dot(red)), within(dot(green)), within(dot(blue))];
}

function lab([red, green, blue]: Triple): Triple {
  const root = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
