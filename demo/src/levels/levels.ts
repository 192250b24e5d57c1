import type { DirectorySeed } from '@sunshine/directory';
import { demoCity, demoId, organId, organOf } from '../city.js';

export const LEVEL_NAMES = ['province', 'city', 'county'] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];

/** A node of one level: whose it is, and the part of the demo that lives in it. */
export interface Level {
  readonly name: LevelName;
  /** Its id among its partners. */
  readonly node: string;
  readonly bureau: string;
  /** Divisions whose organs work in this node. */
  readonly divisions: readonly string[];
  /** Account that looks after the exchange. */
  readonly operator: string;
  /** What an operator calls the node. */
  readonly title: string;
}

const level = (name: LevelName, node: string, bureau: string, operator: string, ...divisions: string[]): Level => ({
  ...{ name, node, bureau, operator, divisions },
  title: organOf(bureau).name,
});

/** Their order is that of their ports. */
export const LEVELS: Readonly<Record<LevelName, Level>> = {
  province: level('province', 'province.990000', 'bureau.province', 'exchange.province', '990000'),
  city: level('city', 'city.990100', 'bureau.city', 'exchange.city', '990100', '990102'),
  county: level('county', 'county.990123', 'bureau.xiling', 'exchange.xiling', '990123'),
};

/** Two nodes that list each other, and the divisions of the matters that pass between them, both ways. */
export interface Link {
  readonly upper: LevelName;
  readonly lower: LevelName;
  readonly divisions: readonly string[];
}

export const LINKS: readonly Link[] = [
  { upper: 'province', lower: 'city', divisions: ['990100'] },
  { upper: 'city', lower: 'county', divisions: ['990123'] },
];

const neighbours = (of: LevelName): LevelName[] =>
  LINKS.flatMap(({ upper, lower }) => (upper === of ? [lower] : lower === of ? [upper] : []));

const ownOrgans = ({ divisions }: Level): DirectorySeed['organs'] => demoCity.organs.filter(({ division }) => divisions.includes(division));

/** Organs that work in a node today, as its neighbours know them. */
export const servedBy = (level: Level): string[] => ownOrgans(level).flatMap(({ id, closedOn }) => (closedOn === null ? [id] : []));

/** Organs of which a node knows: its own and its neighbours', and those above them to which reviews go. */
function organsOf(level: Level): DirectorySeed['organs'] {
  const byId = new Map(demoCity.organs.map((organ) => [organ.id, organ]));
  const known = new Set<string>();
  const open = [level, ...neighbours(level.name).map((name) => LEVELS[name])].flatMap((one) => ownOrgans(one).map(({ id }) => id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (known.has(id)) continue;
    known.add(id);
    const { parentId, reviewedBy, alsoReviewedBy } = byId.get(id)!;
    open.push(...[parentId, reviewedBy, alsoReviewedBy].flatMap((other) => other ?? []));
  }
  return demoCity.organs.filter(({ id }) => known.has(id));
}

/** The directory of a node: nobody works here for an organ of another node. */
export function directoryOf(level: Level): DirectorySeed {
  const { operator, bureau, title } = level;
  const own = new Set(ownOrgans(level).map(({ id }) => id));
  const people = demoCity.people.filter(({ grants }) => grants.every((grant) => grant.organId === null || own.has(grant.organId)));
  const operates = {
    id: demoId('person', operator),
    account: operator,
    name: `${title}数据交换员`,
    grants: [{ organId: organId(bureau), role: 'EXCHANGE_OPERATOR' as const, notices: false }],
  };
  return {
    ...demoCity,
    organs: organsOf(level),
    people: people.some(({ account }) => account === operator) ? people : [...people, operates],
  };
}
