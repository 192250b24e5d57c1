// Writes what a machine needs that runs a node and builds nothing: node tools/pack-production.mjs [FOLDER]. For the platform it is run
// on; neither npm nor a registry nor another Node is needed where it is unpacked. The last line says how large it is.
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { SetupRefusal, main, root } from './ensure-deps.mjs';
import { setUp } from './run.mjs';

const TOLD = ['.nvmrc', 'LICENSE', 'NOTICE', 'docs/operations.md'];
const TOOLS = ['ensure-deps.mjs', 'run.mjs', 'source-maps.mjs'].map((name) => `tools/${name}`);
/** What is read beside what is built. */
const DATA = [
  'demo/petitions',
  'gateway/supergraph.graphql',
  'infra/kafka',
  'libs/access/src/matrix.yaml',
  'libs/procedure/data',
  'libs/procedure/packs',
  'web/dist-client',
];
/** Workspaces of measurements and tests. */
const LEFT = ['bench', 'libs/testing'];
/** By which an installed folder is known. */
const INSTALLED = 'node_modules/.package-lock.json';
/** Files of packages that nothing reads at run time: types, maps, and the headers for who compiles against Node. */
const UNREAD = /\.(d\.[cm]?ts|map)$|\/node-[^/]+\/include$/;

const folder = (path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const sizeOf = (path) => (folder(path) ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : lstatSync(path).size);

const jsonOf = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The lock file without what is for development, and without what is not installed because it is for another platform. */
function lockOfRunning() {
  const lock = jsonOf('package-lock.json');
  const needed = Object.entries(lock.packages).filter(([path, { dev, devOptional, link, resolved }]) => {
    if (link) return !LEFT.includes(resolved);
    return /(^|\/)node_modules\//.test(path) && !dev && !devOptional && existsSync(join(root, path));
  });
  return { ...lock, packages: Object.fromEntries(needed) };
}

/** The scripts whose program is there. */
function packageOf(to) {
  const { name, version, license, type, engines, scripts } = jsonOf('package.json');
  const here = Object.entries(scripts).filter(([, line]) => {
    const [, entry] = /^node tools\/run\.mjs (\S+\/dist\/\S+)$/.exec(line) ?? [];
    return entry && existsSync(join(to, entry));
  });
  return { name, version, private: true, license, type, engines, scripts: Object.fromEntries(here) };
}

const write = (path, data) => writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);

/** @throws SetupRefusal where the folder is there and not one that this wrote */
export function pack(to) {
  if (existsSync(to) && !existsSync(join(to, INSTALLED))) throw new SetupRefusal(`${to} holds something else.`);
  rmSync(to, { recursive: true, force: true });
  const lock = lockOfRunning();
  const copy = (path, filter = () => true) => cpSync(join(root, path), join(to, path), { recursive: true, filter, verbatimSymlinks: true });
  for (const path of [...TOLD, ...TOOLS, ...DATA]) copy(path);
  for (const [path, { link, resolved }] of Object.entries(lock.packages)) {
    if (link) {
      for (const part of ['package.json', 'dist']) copy(`${resolved}/${part}`);
      mkdirSync(dirname(join(to, path)), { recursive: true });
      symlinkSync(relative(dirname(join(to, path)), join(to, resolved)), join(to, path), 'junction');
    } else {
      copy(path, (file) => !UNREAD.test(file) && !(basename(file) === 'node_modules' && file !== join(root, path)));
    }
  }
  write(join(to, 'package.json'), packageOf(to));
  for (const path of ['package-lock.json', INSTALLED]) write(join(to, path), lock);
  return { packages: Object.keys(lock.packages).length, mb: Math.round(sizeOf(to) / 1_000_000) };
}

if (process.argv[1] === join(root, 'tools', 'pack-production.mjs')) {
  await main(async () => {
    const { version } = jsonOf('package.json');
    const to = resolve(process.argv[2] ?? join(root, 'dist', `sunshine-petitions-${version}-${process.platform}-${process.arch}`));
    await setUp();
    console.log(JSON.stringify({ folder: to, ...pack(to) }));
    return 0;
  });
}
