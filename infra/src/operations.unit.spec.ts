import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { clientIdOf, kafkaRights } from '@sunshine/messaging';
import { PEER_FAULTS } from '@sunshine/platform';
import { services } from './services.js';

const root = join(import.meta.dirname, '..', '..');

/** Sources that run in a node; not those of tests, benches and tools. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        !entry.parentPath.includes(join('libs', 'testing')) &&
        /\/src(\/|$)/.test(entry.parentPath) &&
        /(?<!\.spec)\.ts$/.test(entry.name),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const READ = [
  /^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST|BUS|SUBGRAPHS): (?:z\b|secretList|databaseAddress|caFile|connections|Urls)/gm, // a line of a schema
  /\benv: '([A-Z][A-Z0-9_]+)'/g, // a limit with its variable
  /\{ ?([A-Z][A-Z0-9_]+): secretList/g,
  /, ([A-Z][A-Z0-9_]+): secretList/g,
  /process\.env(?:\.|\[')([A-Z][A-Z0-9_]+)/g,
];
/** Orders of lists, written like a schema; what we set for a library; what npm tells. */
const NONE = /^(REGISTERED|RECEIVED|CLOSED)_(ASC|DESC)$|^APOLLO_|^KAFKAJS_|^INIT_CWD$|^TZ$/;

it('every variable that a node reads stands in the table of the operator', () => {
  const text = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
  // `FILES_CLEANING_AT_ONCE`, `_MB` stand for the names with the same beginning.
  const told = new Set([...text.matchAll(/`([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name!));
  for (const [, first, rest] of text.matchAll(/`(FILES_CLEANING)_AT_ONCE`((?:, `_[A-Z_]+`)+)/g))
    for (const [, end] of rest!.matchAll(/`(_[A-Z_]+)`/g)) told.add(`${first}${end}`);
  const read = new Set(
    ['libs', 'services', 'gateway', 'infra', 'demo']
      .flatMap(sources)
      .flatMap((source) => READ.flatMap((form) => [...source.matchAll(form)].map(([, name]) => name!))),
  );
  expect([...read].filter((name) => NONE.test(name)).length).toBeGreaterThan(0);
  const known = [...read].filter((name) => !NONE.test(name));
  expect(known).toEqual(
    expect.arrayContaining([
      'PORT',
      'KAFKA_BROKERS',
      'OPERATIONS_TOKEN',
      'GATEWAY_SECRETS',
      'FILINGS_PER_NODE',
      'LOG_LEVEL',
      'KAFKA_CA_FILE',
      'DATABASE_CA_FILE',
      'KEYS_DATABASE_URL',
    ]),
  );
  expect(known.filter((name) => !told.has(name))).toEqual([]);
});

const operations = () => readFileSync(join(root, 'docs', 'operations.md'), 'utf8');

it('what a room does on a broker stands in the table of rights, each room in a row of its own', () => {
  const node = '<NODE_NAME>';
  const rooms = [
    ...services.map(({ name, sources }) => ({ name, sources })),
    { name: 'gateway', sources: services.map(({ name }) => name) },
  ];
  const rows = rooms.map(({ name, sources }) => {
    const rights = kafkaRights(node, name, sources);
    const names = (operation: 'Read' | 'Write', resource: 'topic' | 'group') =>
      rights
        .filter((right) => right.resource === resource && right.operations.includes(operation))
        .map((right) => `\`${right.name}${right.prefixed ? '*' : ''}\``)
        .join(', ') || '–';
    const client = clientIdOf(node, name === 'gateway' ? 'tail' : name);
    return `| ${name} | \`${client}\` | ${names('Write', 'topic')} | ${names('Read', 'topic')} | ${names('Read', 'group')} |`;
  });
  expect(operations().split('\n')).toEqual(expect.arrayContaining(rows));
});

it('every reason for which a database or broker refuses us is told', () => {
  const told = [...operations().matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
  expect(told).toEqual(expect.arrayContaining(Object.keys(PEER_FAULTS)));
});
