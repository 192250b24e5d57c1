// What a browser gets: types of the graph for the pages' operations, then scripts and styles by Vite. Each only when its sources changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
/** Libs whose code pages carry into the browser. */
const PAGE_LIBS = ['errors', 'filters', 'words'];
/** Services whose acts pages read as they are printed. */
const PRINTED = ['case', 'intake'];

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function below(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Runs `make` unless `stamp` says that it was run on the same files and left `output`. */
async function once(stamp, output, files, make) {
  const now = digest(files);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

const supergraph = join(root, 'gateway', 'supergraph.graphql');
const types = join(web, 'client', 'workbench', 'graph', 'schema.d.ts');

/** The graph as a client sees it: the supergraph without what only the gateway's planner reads. */
async function writeTypes() {
  const { buildSchema, introspectionFromSchema } = await import('graphql');
  const { minifyIntrospection, outputIntrospectionFile } = await import('@gql.tada/internal');
  const { __schema } = introspectionFromSchema(buildSchema(readFileSync(supergraph, 'utf8'), { assumeValidSDL: true }));
  const planner = /^(join|link)__/;
  const seen = { __schema: { ...__schema, types: __schema.types.filter(({ name }) => !planner.test(name)), directives: [] } };
  mkdirSync(dirname(types), { recursive: true });
  writeFileSync(types, outputIntrospectionFile(minifyIntrospection(seen), { fileType: '.d.ts', shouldPreprocess: true }));
}

async function bundle() {
  const { build } = await import('vite');
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'error' });
}

/** Answers how many of the two parts were made anew. */
export async function buildWeb() {
  if (!existsSync(web)) return 0;
  const stamps = join(web, '.cache');
  const typed = await once(join(stamps, 'types'), types, [supergraph, fileURLToPath(import.meta.url)], writeTypes);
  const sources = [
    ...below(join(web, 'client'), (name) => !name.endsWith('.d.ts')),
    ...below(join(web, 'src'), (name) => !name.includes('.spec.')),
    ...PAGE_LIBS.flatMap((lib) => below(join(root, 'libs', lib, 'src'), (name) => !name.includes('.spec.'))),
    join(web, 'vite.config.ts'),
    ...PRINTED.map((service) => join(root, 'services', service, 'acts.json')),
    join(root, 'package-lock.json'),
  ];
  const bundled = await once(join(stamps, 'bundle'), join(web, 'dist-client', 'manifest.json'), sources, bundle);
  return Number(typed) + Number(bundled);
}
