import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Ask } from '../../parts.js';
import { filing } from '../../texts/filing.js';

export interface Organ {
  readonly id: string;
  readonly name: string;
  readonly division: string;
}

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly organs: readonly Organ[];
}

const ORGANS = `query ($after: String) { organs(first: 100, after: $after) {
  edges { node { id name kind division } } pageInfo { hasNextPage endCursor } } }`;

const Reply = z.object({
  organs: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), name: z.string(), kind: z.string(), division: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type Node = z.infer<typeof Reply>['organs']['edges'][number]['node'];

const KEPT_MS = 60_000;

/**
 * Divisions that have a government on this node, each with its open organs. They are the same for everybody, so they are cached for a
 * minute.
 */
export class Organs {
  private kept: { readonly until: number; readonly divisions: Promise<Division[]> } | null = null;
  /** The last answer, used while the graph does not answer. */
  private last: readonly Division[] | null = null;

  constructor(private readonly ask: Ask) {}

  /** Null if the graph does not answer and never has. */
  async divisions({ ip, log }: Pick<FastifyRequest, 'ip' | 'log'>): Promise<readonly Division[] | null> {
    const asked = this.kept && this.kept.until > Date.now() ? this.kept : { until: Date.now() + KEPT_MS, divisions: this.read(ip) };
    this.kept = asked;
    try {
      this.last = await asked.divisions;
    } catch (error) {
      if (this.kept === asked) this.kept = null;
      log.warn({ err: error }, 'the organs for the form of filing are not to be had');
    }
    return this.last;
  }

  private async read(address: string): Promise<Division[]> {
    const organs: Node[] = [];
    for (let after: string | null = null; ;) {
      const { data, errors } = await this.ask(ORGANS, { after }, address);
      if (errors || !data) throw new Error(`the organs were not answered: ${errors?.[0]?.extensions.code}`);
      const { edges, pageInfo }: z.infer<typeof Reply>['organs'] = Reply.parse(data).organs;
      organs.push(...edges.map(({ node }) => node));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    const codes = [...new Set(organs.map(({ division }) => division))].sort();
    return codes.flatMap((code) => {
      const here = organs.filter(({ division }) => division === code);
      const government = here.find(({ kind, name }) => kind === 'government' && name.endsWith(filing.government));
      return government ? [{ code, name: government.name.slice(0, -filing.government.length), organs: here }] : [];
    });
  }
}
