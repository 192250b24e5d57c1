import { randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { demoCity, organId } from '@sunshine/demo';
import type { Attack } from './attack.js';

const TOKENS = 3_985;

const random = () => randomBytes(6).readUIntBE(0, 6);

/** A document as long as is let in, with a number that no cache knows. */
const long = (head: string, tail: string) => `${head}${random()}${' 1'.repeat(TOKENS)}${tail}`;

const agentOf = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections });

const SAVE_ORGAN = 'mutation ($input: SaveOrganInput!) { saveOrgan(input: $input) { id } }';
const city = organId('gov.city');

/** What multiplies lists by lists; `#` is the city. */
export const PRODUCTS = [
  '{organs(first:1,filter:{ids:["#"]}){edges{node{children{parent{children{parent{children{id}}}}}}}}}',
  '{organ(id:"#"){children{parent{children{parent{children{parent{children{name}}}}}}}}}',
  '{organs(first:100){edges{node{children{parent{children{parent{children{id}}}}}}}}}',
  '{organs(first:100){edges{node{reviewedBy{children{parent{children{reviewedBy{children{id}}}}}}}}}}',
  '{organs(first:100){edges{node{parent{children{id name shortName division kind}}}}}}',
  '{organs(first:100){edges{node{parent{parent{children{id name shortName division kind}}}}}}}',
  `{${Array.from({ length: 25 }, (_, n) => `a${n}:organs(first:100){edges{node{id}}}`).join(' ')}}`,
  `{${Array.from({ length: 25 }, (_, n) => `a${n}:organ(id:"#"){children{id name parent{id name} reviewedBy{id name}}}`).join(' ')}}`,
];

/** Officers whose documents are as long as an account's may be, 4,000 tokens; the honest one is not among them. */
const WRITERS = demoCity.people.map(({ account }) => account).filter((account) => /^(handler|head|dispatcher)\./.test(account));

const texts = (head: string, count: number, tail: string) =>
  `${head}${Array.from({ length: count }, () => `"${randomUUID()}"`).join(' ')}${tail}`;

const each = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Each another document at every call: such that no rule lets in, such that reach a service and are kept there too, such that are planned. */
export const DOCUMENTS: readonly (() => string)[] = [
  () => long('{__typename(a:[', '])}'),
  () => `{x${random()} ${'number '.repeat(TOKENS)}}`,
  () => texts('{dutyCount(organIds:[', TOKENS, ']){__typename}}'),
  () => texts('{organs(first:1,filter:{ids:[', 900, ']}){edges{node{id name}}}}'),
  () => `{petition(id:"${randomUUID()}"){${'records(kinds:["a"]){id} '.repeat(290)}}}`,
  () => `query Q${random()}(${each(550, (n) => `$v${n}:ID!`)}){dutyCount(organIds:[${each(550, (n) => `$v${n}`)}]){__typename}}`,
];

const ofPetition = (fields: string, more = '') => `{petition(id:"${randomUUID()}"){${fields}}} ${more}`;
const doubled = (depth: number): string => (depth === 0 ? 'stage number' : `${`...on Petition{${doubled(depth - 1)}} `.repeat(2)}`);

/** What is short or cheap to ask and long to plan: one type over three services, below fragments that multiply. */
export const PLANS: readonly (() => string)[] = [
  () =>
    ofPetition(
      '...F0',
      `${each(16, (n) => `fragment F${n} on Petition{...F${n + 1} ...F${n + 1}}`)} fragment F16 on Petition{stage number}`,
    ),
  () =>
    ofPetition(
      each(340, (n) => `...F${n}`),
      each(340, (n) => `fragment F${n} on Petition{stage number}`),
    ),
  () => ofPetition(doubled(8)),
  () => ofPetition('...on Petition{stage} '.repeat(550)),
  () => ofPetition(each(30, (n) => `a${n}:organ{name parent{name}}`)),
  () => ofPetition('number stage clocks{id} repeats{stage clocks{id} organ{name} related{stage clocks{id} organ{name}}}'),
];

const CONDITIONAL =
  'stage number stageName exit outcome channel kind summary text registeredOn version liveKey organ{name} registeringOrgan{name} clocks{id} repeats{stage} related{stage} firstHandlingUnit{name} heldBy closedOn division peopleCount'.split(
    ' ',
  );

/** One document of which each set of answers to its conditions is planned anew. */
export const CONDITIONS = `query(${each(CONDITIONAL.length, (n) => `$v${n}:Boolean!`)}){petition(id:"${randomUUID()}"){${CONDITIONAL.map(
  (field, n) => field.replace(/(?=\{)|$/, ` @include(if:$v${n})`),
).join(' ')}}}`;
const conditions = () => Object.fromEntries(CONDITIONAL.map((_, n) => [`v${n}`, randomBytes(1)[0]! % 2 === 0]));

export const documentAttacks: readonly Attack[] = [
  {
    name: 'documents-failing',
    tries: 'random documents of 8 KB that fail validation, from two connections without an account',
    short: true,
    async run(field) {
      const agent = agentOf(2);
      const from = field.address();
      await field.flood(field.times(2_000), 2, field.times(60), () => field.graph(long('{__typename(a:[', '])}'), {}, { agent, from }));
      agent.destroy();
    },
  },
  {
    name: 'documents-validating',
    tries: 'random documents of 8 KB that are valid and reach a service, from two connections without an account',
    short: true,
    async run(field) {
      const agent = agentOf(2);
      const from = field.address();
      const ids = () => long('{dutyCount(organIds:[', ']){__typename}}');
      await field.flood(field.times(2_000), 2, field.times(60), () => field.graph(ids(), {}, { agent, from }));
      agent.destroy();
    },
  },
  {
    name: 'documents-of-accounts',
    tries: 'different documents of up to 4,000 tokens by 20 accounts, failing, valid and planned: what gateway and services keep of them',
    short: true,
    async run(field) {
      const writers = WRITERS.slice(0, field.times(20));
      const agent = agentOf(writers.length);
      const from = field.address();
      const tokens: string[] = [];
      for (const account of writers) tokens.push(await field.target.tokenOf(account));
      await field.flood(field.times(2_000), writers.length, field.times(60), (index) =>
        field.graph(DOCUMENTS[index % DOCUMENTS.length]!(), {}, { agent, from, token: tokens[index % tokens.length]! }),
      );
      agent.destroy();
    },
  },
  {
    name: 'plans',
    tries: 'questions that are long to plan, and one of which each set of 22 conditions is another plan, by an account and by nobody',
    short: true,
    async run(field) {
      const agent = agentOf(4);
      const from = field.address();
      const token = await field.target.tokenOf('head.housing');
      await field.flood(field.times(1_500), 4, field.times(30), (index) => {
        const by = index % 4 === 3 ? { agent, from } : { agent, from, token };
        return index % 2 ? field.graph(CONDITIONS, conditions(), by) : field.graph(PLANS[(index >> 1) % PLANS.length]!(), {}, by);
      });
      agent.destroy();
    },
  },
  {
    name: 'lists-of-lists',
    tries: 'small questions whose lists multiply, with 100 departments below the city',
    short: true,
    async run(field) {
      const token = await field.target.tokenOf('sysadmin');
      const from = field.address();
      await field.flood(100, 4, 60, async (index) => {
        const name = `演示部门${index + 1}`;
        const input = {
          parentId: city,
          kind: 'department',
          name,
          shortName: `演${index + 1}`,
          division: '990100',
          validFrom: '2025-01-01',
        };
        const heard = await field.graph(SAVE_ORGAN, { input }, { token, from });
        field.expect(heard.what === '200 ok', `a department was not added: ${heard.what}`);
      });
      for (const product of PRODUCTS) {
        if (field.over) return;
        await field.graph(product.replaceAll('#', city), {}, { from });
      }
    },
  },
];

if (!demoCity.organs.some(({ id }) => id === city)) throw new Error('the demo city has no government');
