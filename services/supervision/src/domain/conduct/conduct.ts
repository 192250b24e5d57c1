import {
  ConductComplaintConcluded,
  ConductComplaintEnded,
  ConductComplaintReceived,
  ConductComplaintReplied,
  ConductProtectionRecorded,
  divisionsAbove,
} from '@sunshine/events';
import { CONDUCT_CONSEQUENCES, type ConductConsequence, type ConductRule, type Day, type RulePack } from '@sunshine/procedure';
import type { ClockMove } from '../matter.js';
import type { OrganConcerned, OrganDecision, OrganGiven } from '../organ-record.js';
import { supervisionError } from '../supervision.errors.js';
import { oneOf, required } from '../text.js';
import { conductError } from './conduct.errors.js';
import {
  CONDUCT_MEASURES,
  CONDUCT_STATES,
  type Classified,
  type ConductComplaint,
  type ConductMeasure,
  type ConductState,
} from './conduct.records.js';

const SOURCE = '信访工作条例 42至46';
const SOURCE_ABOVE = '本系统规则 投诉工作人员（信访工作条例 18 ¶4）';
const TERM = 'CONDUCT_REPLY';
const OFFICES: readonly string[] = ['petition_bureau', 'supervision_office', 'discipline'];
const PARTY: readonly string[] = ['party_committee', 'discipline'];

type Paths = readonly (readonly string[])[];

/** A petition by which a complaint came, with the paths of the organs that have to do with it. */
export interface ConductFiling {
  readonly id: string;
  readonly report: boolean;
  readonly at: Paths;
}

/** Whom a complaint concerns. */
export interface ConductConcerns {
  readonly unit: OrganConcerned;
  readonly handler: OrganConcerned;
  /** Paths of the organs at which the officer complained about holds a role; null: none is named. */
  readonly person: { readonly id: string; readonly paths: Paths } | null;
  /** Those of the officer who registers it. */
  readonly officer: Paths;
  readonly filing: ConductFiling | null;
}

export interface ReceiveConductComplaint {
  readonly complaintId: string;
  readonly facts: string;
  readonly conduct: string;
  readonly consequence: string;
  readonly replyBy: Day | null;
}

/**
 * Whether an organ has supervision or management over a unit: it is above it in its line, is a bureau, supervision office or discipline organ of
 * what is above it, or is the Party committee or discipline organ of its division or one above. Never the unit itself nor what is below it; a
 * bureau has none over the supervision office beside it.
 * @source 信访工作条例 38, 42至46; own rule
 */
export function isAboveUnit(by: OrganConcerned, unit: OrganConcerned): boolean {
  if (by.path.includes(unit.id)) return false;
  if (unit.path.includes(by.id)) return true;
  if (PARTY.includes(by.kind) && divisionsAbove(unit.division).includes(by.division)) return true;
  const over = by.path.at(-2);
  if (!OFFICES.includes(by.kind) || over === undefined || !unit.path.includes(over)) return false;
  return !(by.kind === 'petition_bureau' && unit.kind === 'supervision_office' && over === unit.path.at(-2));
}

const worksIn = (paths: Paths, organId: string): boolean => paths.some((path) => path.includes(organId));
/** Whether an organ is one in which the person holds a role, or is below it. */
const isOrganOf = ({ path }: OrganConcerned, paths: Paths): boolean => paths.some((own) => path.includes(own.at(-1) ?? ''));

const entry = ({ act: { on, personId } }: OrganGiven, label: string, text: string) => ({
  ...{ on, byPersonId: personId },
  text: required(label, 'text', text, 4000),
});

/** @throws CONDUCT_NOT_THEN */
function inState({ state }: ConductComplaint, ...states: readonly ConductState[]): void {
  if (!states.includes(state)) throw conductError('CONDUCT_NOT_THEN', { details: { state: CONDUCT_STATES[state] } });
}

/** The row of the code in force on the day of the act. @throws CONDUCT_NO_TABLE, CONDUCT_CODE_UNKNOWN, SUPERVISION_CODE_UNKNOWN */
function classify(
  { act, law }: OrganGiven,
  { conduct: code, consequence }: { readonly conduct: string; readonly consequence: string },
): { readonly rule: ConductRule; readonly classified: Classified } {
  const { conduct: table, title } = law.packOn(act.on);
  if (!table) throw conductError('CONDUCT_NO_TABLE');
  const rule = table.codes.find((one) => one.code === code);
  if (!rule) throw conductError('CONDUCT_CODE_UNKNOWN', { details: { law: title, code } });
  const gravity = oneOf('后果', 'consequence', CONDUCT_CONSEQUENCES, consequence);
  const words = table.consequences.find((one) => one.code === gravity);
  const classified = {
    conduct: rule.code,
    conductTitle: rule.title,
    article: rule.source,
    consequence: gravity,
    consequenceTitle: words?.title ?? gravity,
  };
  return { rule, classified };
}

/** @throws CONDUCT_OF_OWN_UNIT, CONDUCT_OFFICER_CONCERNED, CONDUCT_PERSON_NOT_OF_UNIT, CONDUCT_NOT_ABOVE, CONDUCT_ORGAN_OF_PERSON */
function checkHands({ act }: OrganGiven, { unit, handler, person, officer }: ConductConcerns): void {
  const source = { source: SOURCE_ABOVE };
  if (act.organ.path.includes(unit.id)) throw conductError('CONDUCT_OF_OWN_UNIT', source);
  if (worksIn(officer, unit.id) || person?.id === act.personId) throw conductError('CONDUCT_OFFICER_CONCERNED', source);
  if (person && !worksIn(person.paths, unit.id)) throw conductError('CONDUCT_PERSON_NOT_OF_UNIT');
  if (!isAboveUnit(handler, unit)) throw conductError('CONDUCT_NOT_ABOVE', { ...source, details: { organ: handler.name } });
  const ofPerson = [act.organ, handler].find((organ) => person && isOrganOf(organ, person.paths));
  if (ofPerson) throw conductError('CONDUCT_ORGAN_OF_PERSON', { ...source, details: { organ: ofPerson.name } });
}

/** @throws SUPERVISION_REPLY_DAY_PAST, SUPERVISION_REPLY_DAY_MISSING, CONDUCT_ANONYMOUS, CONDUCT_NO_TABLE */
function replyTerm(given: OrganGiven, filing: ConductFiling | null, command: ReceiveConductComplaint, subject: string): ClockMove[] {
  const { act, law } = given;
  const { replyBy, complaintId } = command;
  if (!filing) {
    if (replyBy !== null) throw conductError('CONDUCT_ANONYMOUS', { field: 'replyBy' });
    return [];
  }
  if (replyBy === null) throw supervisionError('SUPERVISION_REPLY_DAY_MISSING', { field: 'replyBy' });
  if (replyBy < act.on) throw supervisionError('SUPERVISION_REPLY_DAY_PAST', { field: 'replyBy', details: { day: act.on } });
  const terms: Partial<RulePack['terms']> = law.packOn(act.on).terms;
  if (!terms[TERM]) throw conductError('CONDUCT_NO_TABLE');
  return [{ do: 'start', petitionId: complaintId, term: TERM, subject, startedOn: act.on, dueOn: replyBy }];
}

/**
 * Registers a complaint about the staff of a unit or about retaliation, classified by conduct and gravity, and gives it to an organ above the
 * unit: never to the unit, what is below it, or where the officer complained about works. Where it came by a petition, that petition is at none of
 * these and does not come to the unit later, and the complainant has an answer by a day, inclusive.
 * @throws CONDUCT_OF_OWN_UNIT, CONDUCT_OFFICER_CONCERNED, CONDUCT_PERSON_NOT_OF_UNIT, CONDUCT_NOT_ABOVE, CONDUCT_ORGAN_OF_PERSON,
 * CONDUCT_PETITION_REPORT, CONDUCT_PETITION_AT_UNIT, CONDUCT_NO_TABLE, CONDUCT_CODE_UNKNOWN, CONDUCT_ANONYMOUS,
 * SUPERVISION_REPLY_DAY_MISSING, SUPERVISION_REPLY_DAY_PAST, SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 18 ¶4, 42至46; law 5 C2
 */
export function receiveConductComplaint(
  given: OrganGiven,
  concerns: ConductConcerns,
  number: string,
  command: ReceiveConductComplaint,
): OrganDecision {
  const { act } = given;
  const { unit, handler, person, filing } = concerns;
  checkHands(given, concerns);
  if (filing?.report) throw conductError('CONDUCT_PETITION_REPORT', { source: '信访工作条例 30' });
  const around = person ? [unit.id, ...person.paths.flatMap((path) => path.slice(-1))] : [unit.id];
  if (filing && around.some((id) => worksIn(filing.at, id))) throw conductError('CONDUCT_PETITION_AT_UNIT', { source: SOURCE_ABOVE });
  const { rule, classified } = classify(given, command);
  const complaint: ConductComplaint = {
    kind: 'conduct',
    id: command.complaintId,
    state: 'handling',
    number,
    organId: unit.id,
    personId: person?.id ?? null,
    byOrganId: handler.id,
    receivedByOrganId: act.organ.id,
    byPersonId: act.personId,
    named: filing !== null,
    facts: required('投诉的事实', 'facts', command.facts, 4000),
    classified,
    retaliation: rule.retaliation === true,
    openedOn: act.on,
    replyBy: command.replyBy,
    protections: [],
    conclusion: null,
    reply: null,
    ended: null,
  };
  const clocks = replyTerm(given, filing, command, handler.id);
  const { id: complaintId, byOrganId, receivedByOrganId, replyBy } = complaint;
  const event = ConductComplaintReceived.create({ complaintId, byOrganId, receivedByOrganId, conduct: rule.code, replyBy });
  return { record: complaint, events: [event], clocks, bars: filing ? [{ petitionId: filing.id, subject: unit.id }] : [] };
}

/**
 * Records a look at whether the complainant is retaliated against, and what protects him or her.
 * @throws CONDUCT_NOT_THEN once it has ended, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 18 ¶4, 46(6)
 */
export function recordConductProtection(
  given: OrganGiven,
  complaint: ConductComplaint,
  { text, retaliated }: { readonly text: string; readonly retaliated: boolean },
): OrganDecision {
  inState(complaint, 'handling', 'concluded', 'replied');
  const protection = { ...entry(given, '保护情况', text), retaliated };
  return {
    record: {
      ...complaint,
      retaliation: complaint.retaliation || retaliated,
      protections: [...complaint.protections, protection],
    },
    events: [ConductProtectionRecorded.create({ complaintId: complaint.id, retaliated })],
  };
}

/** @throws CONDUCT_MEASURE_NOT_THERE */
function measureOf(rule: ConductRule, { consequence, conductTitle, consequenceTitle }: Classified, code: string): ConductMeasure {
  const measure = oneOf('处理措施', 'measure', Object.keys(CONDUCT_MEASURES) as ConductMeasure[], code);
  const rank = (one: ConductConsequence): number => CONDUCT_CONSEQUENCES.indexOf(one);
  const from = rule[measure];
  if (from === undefined || rank(consequence) < rank(from))
    throw conductError('CONDUCT_MEASURE_NOT_THERE', {
      source: rule.source,
      details: { conduct: conductTitle, consequence: consequenceTitle, measure: CONDUCT_MEASURES[measure] },
    });
  return measure;
}

/**
 * Finds whether the complaint is substantiated, as what conduct and how grave; where it is, with the measure that law lets follow and the organ
 * above the unit that decides about responsibility.
 * @param concerns the organ that decides, where one is named, and the unit
 * @throws CONDUCT_NOT_THEN, CONDUCT_NO_TABLE, CONDUCT_CODE_UNKNOWN, CONDUCT_MEASURE_MISSING, CONDUCT_NO_MEASURE, CONDUCT_MEASURE_NOT_THERE,
 * CONDUCT_DECIDED_BELOW, SUPERVISION_CODE_UNKNOWN, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 42至46
 */
export function concludeConductComplaint(
  given: OrganGiven,
  complaint: ConductComplaint,
  { unit, decider, personPaths }: { readonly unit: OrganConcerned; readonly decider: OrganConcerned | null; readonly personPaths: Paths },
  command: {
    readonly substantiated: boolean;
    readonly conduct: string;
    readonly consequence: string;
    readonly measure: string | null;
    readonly text: string;
  },
): OrganDecision {
  inState(complaint, 'handling');
  const { substantiated } = command;
  if (!substantiated && (command.measure !== null || decider)) throw conductError('CONDUCT_NO_MEASURE', { source: SOURCE });
  if (substantiated && (command.measure === null || !decider)) throw conductError('CONDUCT_MEASURE_MISSING', { source: SOURCE });
  const { rule, classified } = classify(given, command);
  const measure = command.measure === null ? null : measureOf(rule, classified, command.measure);
  if (decider && (!isAboveUnit(decider, unit) || isOrganOf(decider, personPaths)))
    throw conductError('CONDUCT_DECIDED_BELOW', { source: SOURCE });
  const conclusion = {
    ...entry(given, '认定的事实和理由', command.text),
    ...{ substantiated, classified, measure, decidedByOrganId: decider?.id ?? null },
  };
  return {
    record: {
      ...complaint,
      state: 'concluded',
      conclusion,
      retaliation: complaint.retaliation || (substantiated && rule.retaliation === true),
    },
    events: [ConductComplaintConcluded.create({ complaintId: complaint.id, substantiated, measure })],
  };
}

/**
 * The complainant is answered; the term is met.
 * @throws CONDUCT_ANONYMOUS, CONDUCT_NOT_THEN, SUPERVISION_TEXT_MISSING
 */
export function replyToComplainant(given: OrganGiven, complaint: ConductComplaint, { text }: { readonly text: string }): OrganDecision {
  if (!complaint.named) throw conductError('CONDUCT_ANONYMOUS');
  inState(complaint, 'concluded');
  return {
    record: { ...complaint, state: 'replied', reply: entry(given, '答复内容', text) },
    events: [ConductComplaintReplied.create({ complaintId: complaint.id })],
    clocks: [{ do: 'stop', petitionId: complaint.id, term: TERM, subject: complaint.byOrganId, on: given.act.on }],
  };
}

/**
 * Ends a complaint: it is concluded, whoever complained is answered, and a look since then has found no retaliation.
 * @throws CONDUCT_NOT_THEN, CONDUCT_NOT_REPLIED, CONDUCT_NOT_PROTECTED, SUPERVISION_TEXT_MISSING
 * @source 信访工作条例 18 ¶4, 46(6)
 */
export function endConductComplaint(given: OrganGiven, complaint: ConductComplaint, { text }: { readonly text: string }): OrganDecision {
  const { named, conclusion, protections } = complaint;
  inState(complaint, 'concluded', 'replied');
  if (named && complaint.state !== 'replied') throw conductError('CONDUCT_NOT_REPLIED');
  const last = protections.at(-1);
  const since = complaint.reply?.on ?? conclusion?.on ?? complaint.openedOn;
  if (named ? !last || last.on < since || last.retaliated : last?.retaliated)
    throw conductError('CONDUCT_NOT_PROTECTED', { source: SOURCE });
  return {
    record: { ...complaint, state: 'ended', ended: entry(given, '办结情况', text) },
    events: [ConductComplaintEnded.create({ complaintId: complaint.id })],
  };
}

/** The acts that a complaint leaves open to who handles it, in the order of its course; their rules may still ask for more. */
export function conductOffers({ state, named }: ConductComplaint) {
  switch (state) {
    case 'handling':
      return ['recordConductProtection', 'concludeConductComplaint'] as const;
    case 'concluded':
      return ['recordConductProtection', named ? 'replyToComplainant' : 'endConductComplaint'] as const;
    case 'replied':
      return ['recordConductProtection', 'endConductComplaint'] as const;
    case 'ended':
      return [] as const;
  }
}
