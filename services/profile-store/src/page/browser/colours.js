/** Warm colours for the project's own code, cool ones for packages, grey for the runtime; one hue for each file. */
export function colourOf({ name, place }) {
  if (place === '' || place.startsWith('node:')) return { hue: 220, saturation: 8 };
  const file = place.replace(/:\d+$/, '');
  const isPackage = file.includes('node_modules/');
  const spread = hash(isPackage ? packageOf(file) : file + name);
  return isPackage ? { hue: 170 + (spread % 70), saturation: 35 } : { hue: 8 + (spread % 44), saturation: 75 };
}

function packageOf(file) {
  const [first = '', second = ''] = file.slice(file.lastIndexOf('node_modules/') + 13).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function hash(text) {
  let value = 0;
  for (let index = 0; index < text.length; index++) value = (value * 31 + text.charCodeAt(index)) >>> 0;
  return value;
}
