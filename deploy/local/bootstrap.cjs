/**
 * Runs before every npm script that needs the dependencies, on whatever Node the machine has, so it is CommonJS without any dependency and
 * without syntax newer than Node 12: an old Node has to get as far as the message that it is too old.
 */
const OLDEST_NODE = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(
    `Node ${process.versions.node} is too old to install the dependencies: Node ${OLDEST_NODE} or newer is needed (the project then brings its own).`,
    'Install one from https://nodejs.org or your distribution and run the command again.',
  );
}

const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, realpathSync } = require('node:fs');
const { createConnection, createServer } = require('node:net');
const { delimiter, join } = require('node:path');

// A closed pipe or a full disk is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const root = realpathSync(join(__dirname, '..', '..'));
const modules = join(root, 'node_modules');
const pinnedNode = join(modules, '.bin', 'node');

function fail(problem, remedy) {
  process.stderr.write(`${problem}\n${remedy}\n`);
  process.exit(1);
}

/** Writes to standard error, because standard output belongs to the command that follows: MCP messages of `npm run -s console:mcp`, or JSON. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * Whether npm's own record of what it put into node_modules agrees with package-lock.json. npm writes the record last, so an
 * interrupted installation has none. Optional packages of other platforms are only in the lock file.
 */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  const present = readJson(record).packages;
  const missing = Object.keys(wanted).some((path) => path !== '' && !present[path] && !wanted[path].optional);
  return !missing && Object.keys(present).every((path) => isSame(present[path], wanted[path]));
}

function isSame(present, wanted) {
  return wanted !== undefined && present.version === wanted.version && present.integrity === wanted.integrity;
}

/**
 * Takes a name that only one process of this machine can have, and that the kernel frees when its holder dies, however it dies.
 * Resolves to the release function once this process has the name.
 */
function holdAlone(name) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((connection) => waiting.add(connection.on('error', () => {})));
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      waitForHolder(name).then(() => resolve(holdAlone(name)));
    });
    server.listen(name, () =>
      resolve(() => {
        server.close();
        for (const connection of waiting) connection.destroy();
      }),
    );
  });
}

function waitForHolder(name) {
  return new Promise((resolve) => {
    const connection = createConnection(name);
    connection.on('error', () => {});
    connection.on('close', () => setTimeout(resolve, 50));
    connection.resume();
  });
}

/** npm on the Node.js that started it, because the pinned one is in the folder that `npm ci` removes first. */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const isNpm = script !== undefined && /npm-cli\.js$/.test(script);
  if (isNpm && node !== undefined && !node.startsWith(modules)) return [node, script];
  return ['npm'];
}

function environmentForNpm() {
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules));
  return Object.assign({}, process.env, { PATH: path.join(delimiter) });
}

function install() {
  say('Installing the dependencies (npm ci), this can take a minute or two ...');
  const started = Date.now();
  const command = npmCommand().concat(['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  const npm = spawn(command[0], command.slice(1), {
    cwd: root,
    env: environmentForNpm(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    npm.on('error', (error) =>
      fail(`npm could not be started: ${error.message}`, 'Install npm (it comes with Node) and run the command again.'),
    );
    npm.on('exit', (code, signal) => {
      if (code !== 0) explainFailure(signal === null ? `exit code ${code}` : signal);
      say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
      resolve();
    });
  });
}

function explainFailure(reason) {
  fail(
    `The dependencies could not be installed: npm ci ended with ${reason} (its own words are above).`,
    `Check that the package registry can be reached, the disk has 1 GB free and ${root} is writable, then run the command again.`,
  );
}

/** Later scripts of this npm run get the pinned Node because npm puts node_modules/.bin first on their PATH. */
function verifyPinnedNode() {
  const wanted = readJson(join(root, 'package.json')).devDependencies.node;
  const seen = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
  if (seen.status === 0 && seen.stdout.trim() === `v${wanted}`) return;
  const problem = seen.error ? seen.error.message : (seen.stdout + seen.stderr).trim();
  fail(
    `The project's own Node ${wanted} is not in place: ${pinnedNode} says "${problem}".`,
    'Its install script has not run. Allow install scripts (npm config get ignore-scripts must say false), then: rm -rf node_modules && npm ci',
  );
}

async function main() {
  if (!isInstalled()) {
    const folder = createHash('sha256').update(root).digest('hex').slice(0, 24);
    const release = await holdAlone(`\0cortex-install-${folder}`);
    if (!isInstalled()) await install();
    release();
  }
  verifyPinnedNode();
}

main().catch((error) =>
  fail(error.stack, 'The dependencies could not be checked: remove node_modules and run the command again.'),
);
