import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { demoCity, organId } from '@sunshine/infra';
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

export const documentAttacks: readonly Attack[] = [
  {
    name: 'documents-failing',
    tries: 'random documents of 8 KB that fail validation, from two connections without an account',
    short: true,
    async run(field) {
      const agent = agentOf(2);
      const from = field.address();
      await field.flood(field.times(2_000), 2, 60, () => field.graph(long('{__typename(a:[', '])}'), {}, { agent, from }));
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
      await field.flood(field.times(2_000), 2, 60, () => field.graph(ids(), {}, { agent, from }));
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
