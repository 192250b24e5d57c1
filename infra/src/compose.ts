import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { describeService } from '@sunshine/platform';
import { buildSchema, findBreakingChanges, parse } from 'graphql';
import { command } from './refusal.js';
import { services } from './services.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const supergraphFile = `${root}gateway/supergraph.graphql`;

/** A value a line, lists on one: the files are committed and read in reviews. */
const printed = (data: unknown): string =>
  `${JSON.stringify(data, null, 2).replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\n\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`;

/**
 * Writes each service's subgraph with what it prints beside it, and the supergraph that the gateway serves. `--check` writes nothing and fails where the committed
 * files are not what the code says, with the changes that would break a client. Touches no database.
 */
await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const subgraphs: { name: string; url: string; sdl: string }[] = [];
  // One after the other: the type registry of the code-first schemas is one for the process.
  for (const definition of services)
    subgraphs.push({ name: definition.name, url: `http://${definition.name}`, sdl: await describeService(definition) });

  const {
    supergraphSdl,
    errors = [],
    hints = [],
  } = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  for (const hint of hints) process.stdout.write(`hint: ${hint.message.split('\n')[0]}\n`);
  if (supergraphSdl === undefined) {
    for (const error of errors) process.stderr.write(`composition: ${error.message}\n`);
    return 1;
  }

  const files = new Map(subgraphs.map(({ name, sdl }) => [`${root}services/${name}/schema.graphql`, `${sdl.trim()}\n`]));
  for (const { name, printed: data = {} } of services)
    for (const [file, value] of Object.entries(data)) files.set(`${root}services/${name}/${file}`, printed(value));
  files.set(supergraphFile, `${supergraphSdl.trim()}\n`);
  let stale = 0;
  for (const [file, text] of files) {
    const committed = await readFile(file, 'utf8').catch(() => '');
    if (committed === text) continue;
    stale += 1;
    if (file === supergraphFile && committed) {
      const [before, after] = [committed, text].map((sdl) => buildSchema(sdl, { assumeValidSDL: true })) as [
        ReturnType<typeof buildSchema>,
        ReturnType<typeof buildSchema>,
      ];
      for (const { description } of findBreakingChanges(before, after)) process.stdout.write(`breaks clients: ${description}\n`);
    }
    if (values.check)
      process.stderr.write(`composition: ${relative(root, file)} is not what the code says; run "npm run compose" and commit it\n`);
    else await writeFile(file, text);
  }
  process.stdout.write(
    values.check ? `${files.size - stale} of ${files.size} printed files are current\n` : `wrote ${stale} of ${files.size} printed files\n`,
  );
  return values.check && stale > 0 ? 1 : 0;
});
