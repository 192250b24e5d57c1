// Plants faults in copies of the tree and sees the matching check fail for each of them by name. Faults of one check are planted together,
// since its one run names each of them; the check must pass in the copy before they are planted. Last line: {guards, failed}.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { main, pinnedNode, root } from './ensure-deps.mjs';
import { setUp } from './run.mjs';

/** Commands of the checks, by the places that the faults of one run ask for; the longest first. */
const checks = {
  units: (places) => [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'unit',
    '--maxWorkers=1',
    ...places,
  ],
  lint: (places) => [
    'node_modules/eslint/bin/eslint.js',
    '--max-warnings',
    '0',
    '--no-error-on-unmatched-pattern',
    'services/case/src/index.ts',
    ...places,
  ],
  'lint by types': (places) => ['node_modules/oxlint/bin/oxlint', '--deny-warnings', 'services/case/src/index.ts', ...places],
  boundaries: () => [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'libs',
    'services',
    'gateway',
    'web',
    'infra',
    'demo',
  ],
  unused: () => ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints', '--include', 'exports,files'],
  // Where two services' graphs do not compose, what each prints is not looked at.
  composition: () => ['infra/dist/compose.js', '--check'],
  prints: () => ['infra/dist/compose.js', '--check'],
  alone: () => ['tools/alone.mjs', 'libs/words'],
};
/** Checks of what is built. */
const ofBuilt = new Set(['composition', 'prints', 'alone']);

/** What the linter says of a file. */
const linted = (file, message) => new RegExp(`/${file}\\n(?: +\\d[^\\n]*\\n)*? +\\d+:\\d+ +error +${message}`);

/** They lay a fault into the copy and answer how to take it out. */
const add = (path, text) => (copy) => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text, { flag: 'wx' }); // not over what another guard has planted
  return () => rmSync(join(copy, path));
};
const both = (one, other) => (copy) => {
  const undo = [one(copy), other(copy)];
  return () => undo.forEach((back) => back());
};
const change = (path, from, to) => (copy) => {
  const before = readFileSync(join(copy, path), 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} has no ${from}: the guard must be brought up to date`);
  writeFileSync(join(copy, path), after);
  return () => writeFileSync(join(copy, path), before);
};

/** What is planted, the check that must see it and where, and what it must say. No two of one check are planted in one file. */
const guards = [
  {
    name: 'a service that imports another service',
    plant: add('services/intake/src/planted.ts', "import { directory } from '@sunshine/directory';\n\nexport const planted = directory;\n"),
    check: 'boundaries',
    says: /error service-knows-no-service: services\/intake\/src\/planted\.ts/,
  },
  {
    name: 'a lib that imports a service',
    plant: add('libs/events/src/planted.ts', "import { directory } from '@sunshine/directory';\n\nexport const planted = directory;\n"),
    check: 'boundaries',
    says: /error lib-knows-libs-only: libs\/events\/src\/planted\.ts/,
  },
  {
    name: 'a page that imports a service',
    plant: add('web/src/planted.ts', "import { directory } from '@sunshine/directory';\n\nexport const planted = directory;\n"),
    check: 'boundaries',
    says: /error web-knows-libs-only: web\/src\/planted\.ts/,
  },
  {
    name: 'what runs a node imports what fills one',
    plant: add('infra/src/planted.ts', "import { demoCity } from '@sunshine/demo';\n\nexport const planted = demoCity;\n"),
    check: 'boundaries',
    says: /error infra-knows-no-demo: infra\/src\/planted\.ts/,
  },
  {
    name: 'a word of a page outside its catalogue',
    plant: add('web/client/workbench/planted.tsx', 'export const planted = <p>信访</p>;\n'),
    check: 'lint',
    at: 'web/client/workbench/planted.tsx',
    says: linted('planted.tsx', 'Words that people read stand in web/src/texts'),
  },
  {
    name: 'a room of the rules that knows a room above it',
    plant: add(
      'services/case/src/domain/papers/planted.ts',
      "import { closePetition } from '../closing/closing.js';\n\nexport const planted = closePetition;\n",
    ),
    check: 'boundaries',
    says: /error case-rooms-look-down: services\/case\/src\/domain\/papers\/planted\.ts/,
  },
  {
    name: 'ground of the rules that knows a room',
    plant: add(
      'services/case/src/domain/planted.ts',
      "import type { MergePetitions } from './groups/groups.js';\n\nexport type Planted = MergePetitions;\n",
    ),
    check: 'boundaries',
    says: /error case-rooms-look-down: services\/case\/src\/domain\/planted\.ts/,
  },
  {
    name: 'a room of the rules of intake that knows a room above it',
    plant: add(
      'services/intake/src/domain/visits/planted.ts',
      "import type { Filing } from '../registration/registration.js';\n\nexport type Planted = Filing;\n",
    ),
    check: 'boundaries',
    says: /error intake-rooms-look-down: services\/intake\/src\/domain\/visits\/planted\.ts/,
  },
  {
    name: 'ground of the rules of intake that knows a room',
    plant: add(
      'services/intake/src/domain/planted.ts',
      "import type { Filing } from './registration/registration.js';\n\nexport type Planted = Filing;\n",
    ),
    check: 'boundaries',
    says: /error intake-rooms-look-down: services\/intake\/src\/domain\/planted\.ts/,
  },
  {
    name: 'a room of the rules that is on no ladder',
    plant: both(
      add('services/intake/src/domain/planted/planted.ts', "import { clean } from '../text.js';\n\nexport const planted = clean;\n"),
      add('services/intake/src/planted.use.ts', "import { planted } from './domain/planted/planted.js';\n\nexport const used = planted;\n"),
    ),
    check: 'boundaries',
    says: /error intake-room-on-the-ladder: services\/intake\/src\/domain\/planted\/planted\.ts/,
  },
  {
    name: 'two files that name each other’s types',
    plant: both(
      add(
        'libs/words/src/planted.ts',
        "import type { Other } from './other.js';\n\nexport interface Planted {\n  readonly other: Other;\n}\n",
      ),
      add('libs/words/src/other.ts', "import type { Planted } from './planted.js';\n\nexport type Other = Planted | null;\n"),
    ),
    check: 'boundaries',
    says: /error no-cycle: libs\/words\/src\/(planted|other)\.ts/,
  },
  {
    name: 'a file that cannot be imported first',
    plant: both(
      add('libs/words/src/planted.ts', "import { Other } from './other.js';\n\nexport class Planted {}\nexport const other = Other;\n"),
      add('libs/words/src/other.ts', "import { Planted } from './planted.js';\n\nexport class Other extends Planted {}\n"),
    ),
    check: 'alone',
    says: /libs\/words\/dist\/planted\.js: Cannot access 'Planted' before initialization/,
  },
  {
    name: 'the framework in domain/',
    plant: add(
      'services/case/src/domain/planted.framework.ts',
      "import { Injectable } from '@nestjs/common';\n\nexport const planted = Injectable;\n",
    ),
    check: 'boundaries',
    says: /error domain-is-pure: services\/case\/src\/domain\/planted\.framework\.ts/,
  },
  {
    name: 'kafkajs outside its one file',
    plant: add('libs/messaging/src/planted.ts', "import { Kafka } from 'kafkajs';\n\nexport const planted = Kafka;\n"),
    check: 'boundaries',
    says: /error kafkajs-in-one-file: libs\/messaging\/src\/planted\.ts/,
  },
  {
    name: 'a dev package in what runs',
    plant: add('libs/words/src/planted.dev.ts', "import fc from 'fast-check';\n\nexport const planted = fc;\n"),
    check: 'boundaries',
    says: /error runs-without-dev-packages: libs\/words\/src\/planted\.dev\.ts/,
  },
  {
    name: 'a clock in domain/',
    plant: add('services/case/src/domain/planted.clock.ts', 'export const planted = () => new Date().getTime();\n'),
    check: 'lint',
    at: 'services/case/src/domain/planted.clock.ts',
    says: linted('planted.clock.ts', '[^\\n]*domain/ is pure'),
  },
  {
    name: 'chance in domain/',
    plant: add('services/case/src/domain/planted.chance.ts', 'export const planted = () => Math.random();\n'),
    check: 'lint',
    at: 'services/case/src/domain/planted.chance.ts',
    says: linted('planted.chance.ts', '[^\\n]*domain/ is pure'),
  },
  {
    name: 'the clock of the machine in a service',
    plant: add('services/case/src/planted.clock.ts', 'export const planted = () => Date.now();\n'),
    check: 'lint',
    at: 'services/case/src/planted.clock.ts',
    says: linted('src/planted.clock.ts', 'The instant comes from ctx.at'),
  },
  {
    name: 'a promise that nobody awaits',
    plant: add(
      'services/case/src/planted.promise.ts',
      'const later = async (): Promise<number> => 1;\nexport function planted(): void {\n  later();\n}\n',
    ),
    check: 'lint by types',
    at: 'services/case/src/planted.promise.ts',
    says: /no-floating-promises[^\n]*\n[^\n]*planted\.promise\.ts:3/,
  },
  {
    name: 'an event off its schema',
    plant: change('libs/events/samples/PetitionRegistered.v1.json', '"kind": "CLAIM"', '"kind": "PIGEON"'),
    check: 'units',
    at: 'libs/events',
    says: /● [^\n]*reads the sample of PetitionRegistered/,
  },
  {
    name: 'a free text in an event',
    plant: change('libs/events/src/case.closing.events.ts', 'ground: code.nullable()', 'ground: z.string().nullable()'),
    check: 'units',
    at: 'libs/events',
    says: /PetitionReopened\.v1\.ground/,
  },
  {
    name: 'a statement of case past the seal of reports',
    plant: add('services/case/src/planted.sql.ts', "import { sql } from '@sunshine/platform';\n\nexport const planted = sql;\n"),
    check: 'lint',
    at: 'services/case/src/planted.sql.ts',
    says: linted('planted.sql.ts', '[^\\n]*read by sealing/sql.ts'),
  },
  {
    name: 'a field of the graph without a rights line',
    plant: change('gateway/supergraph.graphql', /(\ntype Petitioner\n[^{]*\{\n)/, '$1  homeAddress: String @join__field(graph: INTAKE)\n'),
    check: 'units',
    at: 'test/rights',
    says: /Petitioner\.homeAddress/,
  },
  {
    name: 'a masked field that a petition does not lead to',
    plant: change('test/leak-matrix.yaml', '- MaskedIdentity.name', '- MaskedIdentity.fullName'),
    check: 'units',
    at: 'test/rights',
    says: /MaskedIdentity\.fullName/,
  },
  {
    name: 'a field that two services answer',
    plant: change('services/supervision/src/supervision.graph.ts', /(class Petition \{\n)/, '$1  @Field()\n  number: string;\n\n'),
    check: 'composition',
    says: /composition: .*Petition\.number/,
  },
  {
    name: 'a graph that is not what was committed',
    plant: change('services/supervision/src/supervision.graph.ts', /(class Clock \{\n)/, '$1  @Field()\n  planted: string;\n\n'),
    check: 'prints',
    says: /services\/supervision\/schema\.graphql is not what the code says/,
  },
  {
    name: 'a document of the pack without a part the law demands',
    plant: change('libs/procedure/packs/CN-2022.yaml', /\n *- \{ part: 'remedy'[^\n]*/, ''),
    check: 'units',
    at: 'libs/procedure/src/packs',
    says: /● parts of a document › an opinion [^\n]*names the remedy/,
  },
  {
    name: 'two days that are equal to a test and are not',
    plant: add(
      'libs/procedure/src/planted.unit.spec.ts',
      "import { expect, it } from '@jest/globals';\nimport { Temporal } from 'temporal-polyfill';\n\nit('planted', () => expect(Temporal.PlainDate.from('2025-03-03')).toEqual(Temporal.PlainDate.from('2025-03-04')));\n",
    ),
    check: 'units',
    at: 'libs/procedure/src/planted',
    says: /● planted/,
  },
  {
    name: 'an export that nobody uses',
    plant: add('libs/procedure/src/planted.ts', 'export const planted = 1;\n'),
    check: 'unused',
    says: /planted/,
  },
];

function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'sunshine-guards-'));
  const { stdout, status, stderr } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`git ls-files failed: ${stderr}`);
  for (const file of stdout.split('\0').filter((name) => name && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  // The build writes it, and the pages' operations are typed by it.
  const types = 'web/client/workbench/graph/schema.d.ts';
  cpSync(join(root, types), join(copy, types));
  // Packages are links to the installed ones; workspaces must lead into the copy.
  mkdirSync(join(copy, 'node_modules', '@sunshine'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@sunshine') symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const folder of ['libs', 'services']) {
    for (const name of readdirSync(join(copy, folder)))
      symlinkSync(join(copy, folder, name), join(copy, 'node_modules', '@sunshine', name));
  }
  for (const name of ['gateway', 'web', 'infra', 'demo', 'bench'])
    symlinkSync(join(copy, name), join(copy, 'node_modules', '@sunshine', name));
  return copy;
}

function node(copy, args) {
  const env = { ...process.env, TZ: 'UTC', NX_DAEMON: 'false', NO_COLOR: '1', FORCE_COLOR: '0' };
  const child = spawn(pinnedNode(), ['--no-warnings', ...args], { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Some tools colour what they print wherever CI is set, whatever NO_COLOR says.
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ passed: code === 0, output: stripVTControlCharacters(Buffer.concat(output).toString()) }));
  });
}

async function run(copy, check, rows) {
  if (ofBuilt.has(check)) await node(copy, ['tools/build.mjs']);
  return node(copy, checks[check]([...new Set(rows.flatMap(({ at }) => at ?? []))]));
}

/** The guards of one check, with null for each whose fault was seen, else what went wrong. */
async function tried(copy, check, rows) {
  const clean = await run(copy, check, rows);
  if (!clean.passed) return rows.map(() => `the check fails without the fault: ${clean.output.slice(-2_000)}`);
  const undo = rows.map(({ plant }) => plant(copy));
  const { passed, output } = await run(copy, check, rows);
  undo.forEach((back) => back());
  return rows.map(({ says }) => {
    if (passed) return 'the check passed';
    return says.test(output) ? null : `the check failed for another reason: ${output.slice(-2_000)}`;
  });
}

await main(async () => {
  const chosen = process.argv.slice(2).join(' ');
  await setUp();
  const rows = guards.filter(({ name }) => name.includes(chosen));
  const waiting = Object.keys(checks).filter((check) => rows.some((row) => row.check === check));
  let failed = 0;
  const work = async () => {
    const copy = copyTree(); // a fault planted for one check must not stand in the way of another
    try {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        const ofCheck = rows.filter((row) => row.check === check);
        const reasons = await tried(copy, check, ofCheck);
        failed += reasons.filter(Boolean).length;
        ofCheck.forEach(({ name }, at) => console.log(reasons[at] ? `UNSEEN  ${name}: ${reasons[at]}` : `seen    ${name}`));
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(JSON.stringify({ guards: rows.length, failed }));
  return failed > 0 ? 1 : 0;
});
