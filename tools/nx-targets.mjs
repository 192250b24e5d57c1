// Gives every workspace the targets that Nx can run for what a change touches: npx nx affected -t test types
import { dirname } from 'node:path';

export const createNodesV2 = [
  '{libs/*,services/*,gateway,web,infra,demo,bench}/package.json',
  (files) => files.map((file) => [file, { projects: { [dirname(file)]: { targets: targetsOf(dirname(file)) } } }]),
];

const targetsOf = (folder) => ({
  test: { command: `node tools/test.mjs ${folder}/`, cache: true, inputs: ['default', '^default'] },
  types: { command: `node node_modules/typescript/bin/tsc -p ${folder}/tsconfig.json`, cache: true, inputs: ['default', '^default'] },
});
