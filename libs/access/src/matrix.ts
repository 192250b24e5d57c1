import { readFileSync } from 'node:fs';
import { OrganKind, Role } from '@sunshine/events';
import { parse } from 'yaml';
import { z } from 'zod';

const petitionStanding = z.enum(['registering', 'in_charge', 'sender', 'assigner', 'assisting', 'reviewer', 'panel', 'tree', 'import']);
const nodeStanding = z.enum(['own', 'tree', 'node']);

const grants = <S extends z.ZodType>(by: S) =>
  z
    .array(
      z.strictObject({
        role: Role,
        by: z.array(by).min(1),
        organ: z.array(OrganKind).min(1).optional(),
        notices: z.literal(true).optional(),
        source: z.string().min(1),
      }),
    )
    .min(1);

const actSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('petition'), reads: z.literal(true).optional(), grants: grants(petitionStanding) }),
  z.strictObject({ on: z.literal('node'), reads: z.literal(true).optional(), grants: grants(nodeStanding) }),
]);
const matrixSchema = z.record(z.string().regex(/^[a-z][A-Za-z]+$/), actSchema);

export type Matrix = z.infer<typeof matrixSchema>;
export type PetitionCell = Extract<Matrix[string], { on: 'petition' }>['grants'][number];
export type NodeCell = Extract<Matrix[string], { on: 'node' }>['grants'][number];

/** The rule itself. The file stays beside the sources, so that it is found from `src` and from `dist`. */
export const matrix: Matrix = matrixSchema.parse(parse(readFileSync(new URL('../src/matrix.yaml', import.meta.url), 'utf8')));

interface Cells<C> {
  readonly reads: boolean;
  readonly grants: readonly C[];
}

/** The cells of an act on a petition; an act that stands in no row is a fault of the caller. */
export function petitionCells(act: string): Cells<PetitionCell> {
  const row = matrix[act];
  if (row?.on !== 'petition') throw new Error(`no act on a petition: ${act}`);
  return { reads: row.reads === true, grants: row.grants };
}

/** The cells of an act that is done on no petition. */
export function nodeCells(act: string): Cells<NodeCell> {
  const row = matrix[act];
  if (row?.on !== 'node') throw new Error(`no act of the node: ${act}`);
  return { reads: row.reads === true, grants: row.grants };
}
