import { placed } from '@sunshine/errors';
import { contentHash, packNumber, type Day, type RulePack } from '@sunshine/procedure';
import { hearingError } from './hearing.errors.js';
import { inForce, onLeave, type PoolMember } from './pool.js';

/** What somebody did in the matter, as far as it keeps people from a panel. */
export type Involvement = 'opinion' | 'handler' | 'investigator' | 'recused' | 'accused' | 'challenged';

const SOURCE = '本系统规则 听证（听证员人数、任期、回避）';

/** Who sits: the presider is the first of the members. */
export interface Panel {
  /** Seats of the hearing as it was listed: odd. */
  readonly size: number;
  readonly presiderId: string;
  /** Presider first; those who left are not here. */
  readonly memberIds: readonly string[];
  /** In the order in which they take a seat. */
  readonly substituteIds: readonly string[];
  readonly left: readonly { readonly personId: string; readonly at: string; readonly reason: string }[];
  /** What the lot was drawn with; null where people were named. */
  readonly seed: string | null;
  /** Everybody who was in the lot, so that anybody can draw it again. */
  readonly pool: readonly string[] | null;
  /** Of those in the lot, who may preside. */
  readonly presiders: readonly string[] | null;
  readonly listedOn: Day;
}

export interface Challenge {
  readonly id: string;
  readonly memberId: string;
  /** Null: by a petitioner. */
  readonly byPersonId: string | null;
  readonly petitionerId: string | null;
  readonly reason: string;
  readonly on: Day;
  readonly decision: { readonly upheld: boolean; readonly reason: string; readonly byPersonId: string; readonly on: Day } | null;
}

export interface PanelRule {
  readonly least: number;
  readonly quorumPercent: number;
  readonly lotPool: number;
  readonly source: string;
}

/** @source the pack's values on hearings */
export function panelRule(pack: RulePack): PanelRule {
  const { value: least, source } = packNumber(pack, 'hearingPanelMin');
  return {
    least,
    quorumPercent: packNumber(pack, 'hearingQuorumPercent').value,
    lotPool: packNumber(pack, 'hearingLotPool').value,
    source,
  };
}

/** What is known of people on the day of the hearing. */
export interface People {
  /** The pool of the organ that holds it. */
  readonly pool: readonly PoolMember[];
  readonly involved: Readonly<Record<string, readonly Involvement[]>>;
  /** The day on which they sit. */
  readonly on: Day;
}

const BARS: readonly Involvement[] = ['opinion', 'recused', 'accused', 'challenged'];
const NO_PRESIDERS: readonly Involvement[] = ['handler', 'investigator'];

const termOf = ({ pool, on }: People, personId: string): PoolMember | undefined => {
  const terms = pool.filter((member) => member.personId === personId);
  return terms.find((member) => inForce(member, on)) ?? terms.at(-1);
};
const is = ({ involved }: People, personId: string, kinds: readonly Involvement[]): boolean =>
  (involved[personId] ?? []).some((one) => kinds.includes(one));

/** Whether the person may sit at all on that day. */
export function maySit(people: People, personId: string): boolean {
  const member = termOf(people, personId);
  return member !== undefined && inForce(member, people.on) && !onLeave(member, people.on) && !is(people, personId, BARS);
}

/** Whether the person may preside: neither investigator nor handler of the matter. */
export const mayPreside = (people: People, personId: string): boolean => maySit(people, personId) && !is(people, personId, NO_PRESIDERS);

/**
 * A panel is valid when its seats are odd and enough, all of them taken, each by somebody of the pool whose term runs on that day, who is
 * on no leave, whom nothing bars; and its presider has neither investigated nor handled the matter.
 * @throws PANEL_EVEN, PANEL_TOO_FEW, PANEL_MEMBER_TWICE, PANEL_SEAT_EMPTY, PANEL_MEMBER_NOT_IN_POOL, PANEL_TERM_NOT_IN_FORCE,
 * PANEL_MEMBER_ON_LEAVE, PANEL_MEMBER_BARRED, PANEL_PRESIDER_HANDLED
 * @source own rule; law 9 (odd, at least 3, presider not the investigator)
 */
export function requireValidPanel(panel: Panel, people: People, { least, source }: PanelRule): void {
  const { size, memberIds, presiderId } = panel;
  const { on } = people;
  if (size % 2 === 0) throw hearingError('PANEL_EVEN', { source, details: { size } });
  if (size < least) throw hearingError('PANEL_TOO_FEW', { source, details: { size, least } });
  if (new Set(memberIds).size !== memberIds.length) throw hearingError('PANEL_MEMBER_TWICE', { source });
  if (memberIds.length !== size || !memberIds.includes(presiderId))
    throw hearingError('PANEL_SEAT_EMPTY', { source, details: { count: Math.max(size - memberIds.length, 1) } });
  const count = (wrong: (id: string) => boolean) => memberIds.filter(wrong).length;
  const refuse = (
    code: 'PANEL_MEMBER_NOT_IN_POOL' | 'PANEL_TERM_NOT_IN_FORCE' | 'PANEL_MEMBER_ON_LEAVE' | 'PANEL_MEMBER_BARRED',
    wrong: number,
  ) => {
    if (wrong > 0) throw hearingError(code, { source: SOURCE, details: { count: wrong, day: on } });
  };
  const term = (id: string) => termOf(people, id);
  refuse(
    'PANEL_MEMBER_NOT_IN_POOL',
    count((id) => term(id) === undefined),
  );
  refuse(
    'PANEL_TERM_NOT_IN_FORCE',
    count((id) => !inForce(term(id) as PoolMember, on)),
  );
  refuse(
    'PANEL_MEMBER_ON_LEAVE',
    count((id) => onLeave(term(id) as PoolMember, on)),
  );
  refuse(
    'PANEL_MEMBER_BARRED',
    count((id) => is(people, id, BARS)),
  );
  if (is(people, presiderId, NO_PRESIDERS)) throw hearingError('PANEL_PRESIDER_HANDLED', { source: SOURCE });
}

/** The listed panel, once more: an act after the list has no field of it to name. @throws the codes of `requireValidPanel` */
export const requireStillValid = (panel: Panel, people: People, rule: PanelRule): void =>
  placed(
    () => null,
    () => requireValidPanel(panel, people, rule),
  );

/** @throws PANEL_CHALLENGE_OPEN */
export function requireNoOpenChallenge(challenges: readonly Challenge[], panel: Panel): void {
  const open = challenges.filter(({ memberId, decision }) => decision === null && panel.memberIds.includes(memberId)).length;
  if (open > 0) throw hearingError('PANEL_CHALLENGE_OPEN', { source: SOURCE, details: { count: open } });
}

/** How many of the panel must be there. */
export const quorumOf = ({ size }: Panel, { quorumPercent }: PanelRule): number => Math.ceil((size * quorumPercent) / 100);

/** @param present ids of people who are in the room @throws PANEL_NO_QUORUM */
export function requireQuorum(panel: Panel, present: ReadonlySet<string>, rule: PanelRule): void {
  const there = panel.memberIds.filter((id) => present.has(id)).length;
  const needed = quorumOf(panel, rule);
  if (there < needed) throw hearingError('PANEL_NO_QUORUM', { source: rule.source, details: { present: there, needed } });
}

/** People in the order of the lot: by the SHA-256 of the canonical JSON `{"personId":…,"seed":…}`, so that anybody can draw it again. */
export const lotOrder = (personIds: readonly string[], seed: string): string[] =>
  personIds
    .map((personId) => ({ personId, rank: contentHash({ seed, personId }) }))
    .toSorted((left, right) => (left.rank < right.rank ? -1 : 1))
    .map(({ personId }) => personId);

/** Presider, members and substitutes of a lot: the first who may preside, then the others in their order. Null where nobody may preside. */
export function drawLot(
  pool: readonly string[],
  presiders: readonly string[],
  seed: string,
  size: number,
): Pick<Panel, 'presiderId' | 'memberIds' | 'substituteIds'> | null {
  const order = lotOrder(pool, seed);
  const presiderId = order.find((id) => presiders.includes(id));
  if (presiderId === undefined) return null;
  const others = order.filter((id) => id !== presiderId);
  return { presiderId, memberIds: [presiderId, ...others.slice(0, size - 1)], substituteIds: others.slice(size - 1) };
}

export interface ListPanel {
  /** By lot: how many; by name: whom. */
  readonly byLot: boolean;
  readonly size: number;
  readonly presiderId: string | null;
  readonly memberIds: readonly string[];
  readonly substituteIds: readonly string[];
}

/**
 * The panel of a hearing: named, or drawn by the seed that was published with the decision from those who were in the pool by then.
 * @param decided the decision's seed and instant
 * @throws the codes of `requireValidPanel`, POOL_TOO_SMALL, POOL_NO_PRESIDER, PANEL_NO_SEED, PANEL_SUBSTITUTE_UNFIT
 */
export function listed(
  command: ListPanel,
  people: People,
  rule: PanelRule,
  decided: { readonly seed: string | null; readonly at: string | null },
  listedOn: Day,
): Panel {
  const panel = command.byLot ? drawn(command.size, people, rule, decided, listedOn) : named(command, listedOn);
  requireValidPanel(panel, people, rule);
  if (panel.substituteIds.some((id) => panel.memberIds.includes(id) || !maySit(people, id)))
    throw hearingError('PANEL_SUBSTITUTE_UNFIT', { source: SOURCE, field: 'substituteIds' });
  return panel;
}

function named({ presiderId, memberIds, substituteIds }: ListPanel, listedOn: Day): Panel {
  const presider = presiderId ?? '';
  const all = [presider, ...memberIds.filter((id) => id !== presider)];
  if (memberIds.length !== new Set(memberIds).size || new Set(substituteIds).size !== substituteIds.length)
    throw hearingError('PANEL_MEMBER_TWICE', { source: SOURCE });
  return {
    size: all.length,
    presiderId: presider,
    memberIds: all,
    substituteIds,
    left: [],
    seed: null,
    pool: null,
    presiders: null,
    listedOn,
  };
}

function drawn(
  size: number,
  people: People,
  rule: PanelRule,
  { seed, at }: { readonly seed: string | null; readonly at: string | null },
  listedOn: Day,
): Panel {
  if (seed === null || at === null) throw hearingError('PANEL_NO_SEED', { source: SOURCE });
  const eligible = [...new Set(people.pool.filter(({ enteredAt }) => enteredAt <= at).map(({ personId }) => personId))]
    .filter((id) => maySit(people, id))
    .toSorted();
  const least = Math.max(rule.lotPool, size);
  if (eligible.length < least) throw hearingError('POOL_TOO_SMALL', { source: rule.source, details: { found: eligible.length, least } });
  const presiders = eligible.filter((id) => mayPreside(people, id));
  const lot = drawLot(eligible, presiders, seed, size);
  if (lot === null) throw hearingError('POOL_NO_PRESIDER', { source: SOURCE });
  return { size, ...lot, left: [], seed, pool: eligible, presiders, listedOn };
}

/**
 * A member goes: by leaving, or by a challenge that was upheld. The named substitute takes the seat, else it stays empty and the panel is
 * not valid until one does.
 * @throws PANEL_SUBSTITUTE_UNFIT
 */
export function withoutMember(
  panel: Panel,
  memberId: string,
  substituteId: string | null,
  people: People,
  { at, reason }: { readonly at: string; readonly reason: string },
): Panel {
  const gone: Panel = {
    ...panel,
    memberIds: panel.memberIds.filter((id) => id !== memberId),
    substituteIds: panel.substituteIds.filter((id) => id !== memberId),
    left: [...panel.left, { personId: memberId, at, reason }],
  };
  return substituteId === null ? gone : seated(gone, substituteId, memberId === panel.presiderId, people);
}

/** A substitute takes an empty seat. @throws PANEL_SUBSTITUTE_UNFIT */
export function seated(panel: Panel, substituteId: string, presiding: boolean, people: People): Panel {
  const may = presiding ? mayPreside : maySit;
  if (!panel.substituteIds.includes(substituteId) || !may(people, substituteId))
    throw hearingError('PANEL_SUBSTITUTE_UNFIT', { source: SOURCE });
  return {
    ...panel,
    presiderId: presiding ? substituteId : panel.presiderId,
    memberIds: presiding ? [substituteId, ...panel.memberIds] : [...panel.memberIds, substituteId],
    substituteIds: panel.substituteIds.filter((id) => id !== substituteId),
  };
}
