// Imports every built file alone. Own files are loaded anew for each of them, so that none finds what another has loaded before it; packages are
// loaded once a process. Of a program, which is a file that no other imports, only the imports are loaded: its body would start something.
// node --no-warnings tools/alone.mjs [folder ...] after a build; last line: {files, programs, failed}
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { register } from 'prom-client';
import { main, pinnedNode, root } from './ensure-deps.mjs';

const ROOMS = ['libs', 'services', 'gateway', 'web', 'infra', 'demo'].filter((room) => existsSync(join(root, room)));
/** It is loaded by Jest, whose globals exist nowhere else. */
const TESTS_ONLY = join('libs', 'testing', 'dist');
/** Files of one process: what is loaded for a file is kept until the process ends. */
const BATCH = 200;
const LONGEST_MS = 20_000;
const STATIC = /^(?:import|export)\b[^;\n]*?\bfrom ['"][^'"]+['"][^;\n]*;|^import ['"][^'"]+['"];/gm;
const NAMED = /\b(?:from|import)\b[\s(]*['"](\.[^'"]+?)(?:\.[jt]sx?)?['"]/g;

const here = fileURLToPath(import.meta.url);
const nameOf = (path) => relative(root, path);
const isOwn = (url) => url.startsWith(pathToFileURL(root).href) && !url.includes('/node_modules/');

/** Paths of all files of these folders. */
const filesOf = (folders) =>
  folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/[/\\]node_modules([/\\]|$)/.test(entry.parentPath.slice(root.length)))
    .map((entry) => join(entry.parentPath, entry.name));

const sourceOf = (built) => built.replace(`${sep}dist${sep}`, `${sep}src${sep}`).replace(/\.js$/, '');

/** Built files that no source file names in an import, besides the faces of packages. */
function programsAmong(built, sources) {
  const named = new Set();
  for (const source of sources) {
    for (const [, path] of readFileSync(source, 'utf8').matchAll(NAMED)) named.add(resolve(source, '..', path));
  }
  return new Set(built.filter((file) => !named.has(sourceOf(file)) && basename(file) !== 'index.js'));
}

/** In a process of its own: imports each file in a turn of its own, answers what went wrong. */
async function importBatch(batch) {
  let turn = 0;
  let program = null;
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const mark = new URL(context.parentURL ?? 'file:///').searchParams.get('alone');
      return mark && isOwn(found.url) ? { ...found, url: `${found.url}?alone=${mark}` } : found;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== program) return loaded;
      return { ...loaded, source: [...String(loaded.source).matchAll(STATIC)].map(([line]) => line).join('\n') };
    },
  });
  const failures = [];
  for (const { file, isProgram } of batch) {
    const url = `${pathToFileURL(file).href}?alone=${(turn += 1)}`;
    program = isProgram ? url : null;
    register.clear(); // a package's register of the process
    const late = Promise.withResolvers();
    const timer = setTimeout(late.reject, LONGEST_MS, new Error('its import does not end'));
    process.once('uncaughtException', late.reject);
    await Promise.race([import(url), late.promise]).catch((error) =>
      failures.push({ file: nameOf(file), error: String(error?.message ?? error) }),
    );
    clearTimeout(timer);
    process.removeAllListeners('uncaughtException');
  }
  return failures;
}

function inChild(batch) {
  return new Promise((done, failed) => {
    const child = spawn(pinnedNode(), ['--no-warnings', here, '--batch'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, TZ: 'UTC', LOG_LEVEL: 'silent' },
    });
    const out = [];
    child.stdout.on('data', (part) => out.push(part));
    child.once('error', failed);
    child.once('close', (code) => {
      const text = Buffer.concat(out).toString();
      const line = text.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('[')) done(JSON.parse(line));
      else failed(new Error(`a process ended with code ${code} amid ${nameOf(batch[0].file)} and those after it: ${text.slice(-500)}`));
    });
    child.stdin.end(JSON.stringify(batch));
  });
}

async function importAll(rooms) {
  const found = filesOf(rooms);
  const files = found.filter((path) => path.endsWith('.js') && path.includes(`${sep}dist${sep}`) && !path.includes(TESTS_ONLY));
  const programs = programsAmong(
    files,
    found.filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$|\.d\.ts$/.test(path)),
  );
  const waiting = files.map((file) => ({ file, isProgram: programs.has(file) }));
  const failures = [];
  const work = async () => {
    while (waiting.length > 0) failures.push(...(await inChild(waiting.splice(0, BATCH))));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  for (const { file, error } of failures) console.log(`cannot be imported alone: ${file}: ${error}`);
  console.log(JSON.stringify({ files: files.length, programs: programs.size, failed: failures.length }));
  return failures.length === 0 ? 0 : 1;
}

if (process.argv[2] === '--batch') {
  const failures = await importBatch(JSON.parse(readFileSync(0, 'utf8')));
  process.stdout.write(`\n${JSON.stringify(failures)}\n`, () => process.exit(0));
} else {
  await main(async () => {
    const chosen = process.argv.slice(2);
    return importAll(chosen.length > 0 ? chosen : ROOMS);
  });
}
