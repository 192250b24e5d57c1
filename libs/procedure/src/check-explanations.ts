#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { checkExplanations } from './explanation-check.js';

// check:explanations [--clocks 10000] [--seed 1]: {clocks, equal, wrong, seconds}; exit 1 where an explanation does not lead to its dates.
const { values } = parseArgs({ options: { clocks: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });
const started = performance.now();
const { clocks, equal, wrong } = checkExplanations(Number(values.clocks), Number(values.seed));
const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
for (const line of wrong.slice(0, 20)) process.stderr.write(`${line}\n`);
process.stdout.write(`${JSON.stringify({ clocks, equal, wrong: wrong.length, seconds })}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
