// Compiles every workspace's src/ into its dist/ with swc, and what a browser gets with Vite; only what changed since. An output carries the time of its
// source, so a source that went back to an older version is compiled too.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './build-web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const optionsOf = (source) => ({
  swcrc: false,
  sourceMaps: true,
  inlineSourcesContent: false, // a running node keeps its maps in memory
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, tsx: source.endsWith('.tsx') },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
  },
});

function workspaces() {
  const children = (folder) =>
    existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map((name) => join(root, folder, name)) : [];
  return [
    ...children('libs'),
    ...children('services'),
    join(root, 'gateway'),
    join(root, 'web'),
    join(root, 'infra'),
    join(root, 'demo'),
    join(root, 'bench'),
  ].filter((folder) => existsSync(join(folder, 'src')));
}

function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const age = (file) => statSync(file).mtimeMs;

async function compile(source, target) {
  const { transformFile } = await import('@swc/core'); // 40 MB that a start with nothing to compile does without
  const { code, map } = await transformFile(source, { ...optionsOf(source), filename: source });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${target.slice(target.lastIndexOf('/') + 1)}.map\n`);
  writeFileSync(`${target}.map`, map);
  const { atime, mtime } = statSync(source);
  utimesSync(target, atime, mtime);
}

/** Compiles what changed and removes outputs whose source is gone; answers the number of files compiled. */
export async function build() {
  const jobs = [];
  for (const folder of workspaces()) {
    const outputs = new Set();
    for (const source of files(join(folder, 'src'), /\.tsx?$/)) {
      if (/\.spec\.tsx?$/.test(source) || source.endsWith('.d.ts')) continue;
      const target = source.replace(join(folder, 'src'), join(folder, 'dist')).replace(/\.tsx?$/, '.js');
      outputs.add(target);
      if (!existsSync(target) || Math.abs(age(target) - age(source)) > 1) jobs.push(compile(source, target));
    }
    for (const target of files(join(folder, 'dist'), /\.js$/)) {
      if (!outputs.has(target)) rmSync(target);
    }
  }
  await Promise.all(jobs);
  return jobs.length + (await buildWeb());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const count = await build();
  process.stderr.write(`built ${count} files in ${Math.round(performance.now() - started)} ms\n`);
}
