/** `export-names.mjs <module> ...`: prints the exports of each module, or why it cannot be imported. */
const names = {};
for (const module of process.argv.slice(2)) names[module] = await exportsOf(module);
console.log(JSON.stringify(names));
process.exit();

async function exportsOf(module) {
  try {
    return Object.keys(await import(module)).sort();
  } catch ({ name, message }) {
    return `${name}: ${message}`;
  }
}
