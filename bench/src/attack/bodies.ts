import { Agent } from 'node:http';
import type { Attack } from './attack.js';

const JSON_HEADERS = { 'content-type': 'application/json' };
const deep = (open: string, close: string, depth: number, middle = '') => open.repeat(depth) + middle + close.repeat(depth);
const query = (text: string) => JSON.stringify({ query: text });

/** Bodies that cost their reader more than they cost whoever sends them. */
export const BODIES: readonly (readonly [string, () => string])[] = [
  ['JSON of lists 400,000 deep', () => deep('[', ']', 400_000)],
  ['JSON of objects 150,000 deep', () => deep('{"a":', '}', 150_000, '1')],
  [
    'variables 100,000 deep',
    () => `{"query":"query($a:[ID!]){dutyCount(organIds:$a){__typename}}","variables":{"a":${deep('[', ']', 100_000)}}}`,
  ],
  ['fields 1,900 deep', () => query(deep('{a', '}', 1_900))],
  ['fields 500,000 deep', () => query(deep('{a', '}', 300_000))],
  ['list literal 1,900 deep', () => query(`{dutyCount(organIds:${deep('[', ']', 1_900)}){__typename}}`)],
  ['list literal 400,000 deep', () => query(`{dutyCount(organIds:${deep('[', ']', 400_000)}){__typename}}`)],
  ['object literal 1,300 deep', () => query(`{organs(filter:${deep('{a:', '}', 1_300, '1')}){__typename}}`)],
  ['1,300 times the same field', () => query(`{${'me{id}'.repeat(800)}}`)],
  ['list types 1,900 deep', () => query(`query($a:${deep('[', ']', 1_900, 'ID')}){__typename}`)],
  ['a million aliases', () => query(`{${'a:__typename '.repeat(70_000)}}`)],
  [
    'spreads that double 40 times',
    () =>
      query(
        `{...f0} ${Array.from({ length: 40 }, (_, n) => `fragment f${n} on Query{...f${n + 1} ...f${n + 1}}`).join(' ')} fragment f40 on Query{__typename}`,
      ),
  ],
  ['fields of one name that must be compared', () => query(`{${'organs(first:1){edges{node{id}}}'.repeat(300)}}`)],
  ['a string of 1 MB', () => query(`{organs(filter:{text:"${'长'.repeat(330_000)}"}){__typename}}`)],
  ['10 MB', () => query('x'.repeat(10_000_000))],
  [
    'a wrong variable of 900 KB with 60 unknown fields, each of which is told of',
    () =>
      JSON.stringify({
        query: 'query($f:OrganFilterInput){organs(filter:$f){__typename}}',
        variables: { f: { text: 'a'.repeat(900_000), ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`x${n}`, n])) } },
      }),
  ],
  [
    'keys of a prototype',
    () => '{"__proto__":{"query":"{__typename}"},"query":"{__typename}","variables":{"__proto__":{"a":1},"constructor":{"prototype":1}}}',
  ],
];

export const PACKS = [
  `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghij', (name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[n]}`).join(',')}]`).join('\n')}`,
  deep('[', ']', 100_000),
  deep('{a: ', '}', 50_000),
  `${Array.from({ length: 20_000 }, (_, n) => `${' '.repeat(Math.min(n, 400))}a:`).join('\n')}`,
  'a: !!js/function "function(){}"\nb: !!binary "AAAA"\n<<: *x',
  `"${'\\u0000'.repeat(100_000)}"`,
  `${'- '.repeat(100_000)}a`,
  `${'? '.repeat(50_000)}a`,
  `a: ${'!'.repeat(200_000)}`,
  `${'# '.repeat(400_000)}`,
];

export const bodyAttacks: readonly Attack[] = [
  {
    name: 'deep-bodies',
    tries: 'JSON, documents and variables that nest, double and repeat as far as the limits let them',
    short: true,
    async run(field) {
      const from = field.address();
      const agent = new Agent({ keepAlive: true, maxSockets: 4 });
      const bodies = BODIES.map(([, make]) => make());
      await field.flood(BODIES.length * field.times(10), 4, 60, (index) =>
        field.ask({ path: '/graphql', headers: JSON_HEADERS, body: bodies[index % bodies.length]!, agent, from }),
      );
      agent.destroy();
    },
  },
  {
    name: 'packs',
    tries: 'rule packs in YAML that nest, alias and tag, proposed by an administrator',
    short: false,
    async run(field) {
      const token = await field.target.tokenOf('sysadmin');
      const propose = 'mutation ($input: ProposePackInput!) { proposePack(input: $input) { __typename } }';
      for (const yaml of PACKS) await field.graph(propose, { input: { yaml, dryRun: true } }, { token, from: field.address() });
    },
  },
];
