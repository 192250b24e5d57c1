import { placed } from '@sunshine/errors';
import { PetitionRefused, RefusalProposed } from '@sunshine/events';
import { nextRight, type Day, type Ground, type RulePack } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { cancelled, informing } from '../duties.js';
import { proposed } from './exits.js';
import { leavingFastTrack } from '../fast-track.clocks.js';
import { channelOf, channelTold, type ChannelTold } from '../channels.js';
import { requireNotRefused } from '../standing.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { issue, noticeParts, sentence } from '../papers/papers.js';
import { decided, running } from '../decision.js';
import type { ClockMove, Decision, Given, PaperIds } from '../petition.js';
import { comparisonInHand, comparisonOf } from './refusal.comparison.js';
import { refusalError } from './refusal.errors.js';
import type { EarlierOpinion } from '../groups/refiling.records.js';
import type { LowerMatter, Refusal } from './refusal.records.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

/** Of the grounds of a pack those that hearings are refused on are not of this room. */
type RefusalGround = Ground & { readonly act: Extract<Ground['act'], 'refuseAcceptance' | 'refuseRefiling'> };
export type RefusalAct = RefusalGround['act'];

const ACT_NAMES: Record<RefusalAct, string> = { refuseAcceptance: '不予受理', refuseRefiling: '不再受理' };

/** An organ as the refusal reads it: whether the acting organ is its superior. */
export interface LowerOrgan {
  readonly organId: string;
  readonly name: string;
  readonly below: boolean;
}

/** A matter in hand elsewhere in this node; what is not found, closed or sealed is null. */
export interface MatterInHand {
  readonly petitionId: string;
  readonly number: string;
  readonly organ: LowerOrgan;
  /** The effective day on which the organ's earliest running duty ends; null where none runs. */
  readonly until: Day | null;
}

/** What stands in the tables at the moment of the act. */
export interface RefusalFacts {
  readonly matter: MatterInHand | null;
  readonly lowerOrgan: LowerOrgan | null;
  /** The served 复核 opinion of the finished matter it was compared with, by the register; null: it has none. */
  readonly rereview: EarlierOpinion | null;
}

export interface Refuse {
  readonly recordId: string;
  readonly ground: string;
  readonly reason: string;
  /** Where to go, beside what the pack says. */
  readonly instead: string | null;
  /** The limit of that way, where neither channel nor matter tells it. */
  readonly insteadDeadline: string | null;
  readonly channelId: string | null;
  readonly matterNumber: string | null;
  readonly earlier: readonly EarlierOpinion[];
  /** Scan of the served 复核 opinion, where the register has none. */
  readonly rereviewFileId: string | null;
  readonly help: string | null;
}

type Shown = Pick<Refusal, 'channelId' | 'earlier' | 'rereviewFileId' | 'lower' | 'lowerOrganId' | 'insteadDeadline' | 'comparedBy'>;

/** The ground of the pack in force, for this act, organ and channel of the petition. */
function groundOf({ state, law, act }: Given, by: RefusalAct, code: string): RefusalGround {
  const pack = law.packOn(act.on);
  const ground = pack.grounds.find(
    (one): one is RefusalGround => one.code === code && (one.act === 'refuseAcceptance' || one.act === 'refuseRefiling'),
  );
  if (!ground) throw refusalError('REFUSAL_GROUND_UNKNOWN', { source: pack.source, details: { ground: code } });
  const { title, source, instead } = ground;
  if (!ground.allowed) throw refusalError('REFUSAL_GROUND_NOT_GIVEN', { source, details: { law: pack.source, title, instead } });
  if (ground.act !== by) throw refusalError('REFUSAL_OTHER_ACT', { source, details: { title, act: ACT_NAMES[ground.act] } });
  if (ground.from !== undefined && act.on < ground.from)
    throw refusalError('REFUSAL_GROUND_NOT_YET', { source, details: { title, day: ground.from } });
  if (ground.visitsOnly && state.channel !== 'VISIT') throw refusalError('REFUSAL_VISITS_ONLY', { source, details: { title } });
  return ground;
}

/** The bureau or the organ in its own name, else only the superior of the organ concerned. */
function requireMayRefuse({ state }: Given, { by, title, source }: Ground, lower: LowerOrgan | null): void {
  if (by.includes(state.organKind === 'petition_bureau' ? 'bureau' : 'organ')) return;
  if (!by.includes('superior') || !lower) throw refusalError('REFUSAL_NOT_BY_THIS_ORGAN', { source, details: { title } });
  if (!lower.below) throw refusalError('REFUSAL_NOT_THE_SUPERIOR', { source, details: { organ: lower.name, title } });
}

/** The matter that the ground is about; null where it needs none. */
function matterNamed(
  { state }: Given,
  { needs, title, source }: Ground,
  number: string | null,
  { matter }: RefusalFacts,
): MatterInHand | null {
  if (!needs.includes('pending_matter')) return null;
  if (number === null) throw refusalError('REFUSAL_MATTER_MISSING', { source, details: { title } });
  if (!matter || matter.petitionId === state.id) throw refusalError('REFUSAL_MATTER_NOT_FOUND', { source, details: { number } });
  return matter;
}

/** Only while the organ that has it in hand is inside its term. */
function insideTerm({ act }: Given, { title, source }: Ground, { petitionId, number, organ, until }: MatterInHand): LowerMatter {
  if (until === null) throw refusalError('REFUSAL_TERM_NOT_RUNNING', { source, details: { organ: organ.name, number, title } });
  if (act.on > until) throw refusalError('REFUSAL_LOWER_OVERDUE', { source, details: { organ: organ.name, day: until, title } });
  return { petitionId, number, organId: organ.organId, organ: organ.name, until };
}

/**
 * The same matter (同一信访事项), by a person's written finding, and brought by the same petitioner, be it one of several: nobody is refused for
 * what somebody else has asked.
 */
function requireSameMatter({ state }: Given, { title, source }: Ground, { petitionId, number }: MatterInHand): void {
  const comparison = comparisonInHand(state, petitionId);
  if (!comparison) throw refusalError('REFUSAL_COMPARISON_MISSING', { source, details: { title } });
  const { commonPetitioner } = comparison;
  if (commonPetitioner === null) throw refusalError('REFUSAL_COMPARISON_PENDING', { source, details: { number } });
  if (!commonPetitioner) throw refusalError('REFUSAL_OTHER_PETITIONER', { source, details: { number, title } });
}

/** The review of the last opinion was missed when the petition came: posted on the last day it was in time. */
function requireReviewMissed({ state, law }: Given, { title, source }: Ground, earlier: readonly EarlierOpinion[]): void {
  const last = earlier.at(-1);
  if (!last) throw refusalError('REFUSAL_EARLIER_MISSING', { source, details: { title } });
  const pack = law.packOn(last.servedOn);
  const after = earlier.length > 1 ? 'REVIEW_OPINION' : 'OPINION';
  const right = nextRight({ pack, after, servedOn: last.servedOn, calendar: law.calendar });
  if (right && state.receivedOn <= right.lastDay)
    throw refusalError('REFUSAL_REVIEW_NOT_MISSED', { source, details: { day: right.lastDay, received: state.receivedOn } });
}

function shownFor(given: Given, ground: Ground, command: Omit<Refuse, 'recordId' | 'ground'>, facts: RefusalFacts): Shown {
  const { state, law, act } = given;
  const { title, source, needs } = ground;
  const { channelId, rereviewFileId } = command;
  const earlier = withRegistered(command.earlier, needs.includes('rereview_opinion') ? facts.rereview : null);
  const matter = matterNamed(given, ground, command.matterNumber, facts);
  requireMayRefuse(given, ground, matter?.organ ?? facts.lowerOrgan);
  const lower = matter && insideTerm(given, ground, matter);
  if (matter) requireSameMatter(given, ground, matter);
  const channel = channelId === null ? null : channelTold(channelOf(law.packOn(act.on), channelId), () => null, law.calendar);
  if (needs.includes('channel') && !channel) throw refusalError('REFUSAL_CHANNEL_MISSING', { source, details: { title } });
  if (needs.includes('missed_review')) requireReviewMissed(given, ground, earlier);
  const comparison = comparisonOf(state);
  if (needs.includes('comparison')) {
    if (!comparison) throw refusalError('REFUSAL_COMPARISON_MISSING', { source, details: { title } });
    if (earlier.length === 0) throw refusalError('REFUSAL_EARLIER_MISSING', { source, details: { title } });
  }
  if (needs.includes('rereview_opinion') && facts.rereview === null && rereviewFileId === null)
    throw refusalError('REFUSAL_REREVIEW_MISSING', { source, details: { title } });
  const insteadDeadline = optional('该途径的期限', 'insteadDeadline', command.insteadDeadline, 500) ?? deadlineOf(ground, channel, lower);
  return {
    channelId,
    earlier,
    rereviewFileId,
    lower,
    lowerOrganId: facts.lowerOrgan?.organId ?? null,
    insteadDeadline,
    comparedBy: (matter ? comparisonInHand(state, matter.petitionId) : comparison)?.by ?? null,
  };
}

/** The opinions of the finished matter, that of the register among them under its own number. */
const withRegistered = (earlier: readonly EarlierOpinion[], registered: EarlierOpinion | null): readonly EarlierOpinion[] =>
  registered === null ? earlier : [...earlier.filter(({ number }) => number !== registered.number), registered];

/** The limit of the way pointed out: that of the channel, or of the organ that has the matter in hand. @throws TEXT_MISSING where neither tells it */
function deadlineOf({ act, source }: Ground, channel: ChannelTold | null, lower: LowerMatter | null): string {
  if (channel) return channel.limits.map(({ text }) => text).join('；') || (channel.note ?? '该途径没有规定期限');
  if (lower) return `${lower.organ}的期限至${lower.until}`;
  if (act === 'refuseRefiling') return '不另设期限';
  throw caseError('TEXT_MISSING', { source, details: { label: '该途径的期限' }, field: 'insteadDeadline' });
}

function propose(given: Given, command: Refuse, facts: RefusalFacts, by: RefusalAct): Decision {
  const { state, act } = given;
  requireStage(state.stage, by);
  const ground = groundOf(given, by, command.ground);
  const { code, title, source } = ground;
  requireNotRefused(state, source);
  const earlier = command.earlier.map(({ number, servedOn }, at) => ({
    number: required('意见书文号', `earlier.${at}.number`, number, 100),
    servedOn,
  }));
  const shown = shownFor(given, ground, { ...command, earlier }, facts);
  const reason = required('理由', 'reason', command.reason, 2000);
  const instead = optional('应当提出的途径', 'instead', command.instead, 500);
  const record = newRecord({
    id: command.recordId,
    kind: 'refusal',
    state: 'proposed',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      act: by,
      ground: code,
      title,
      article: source,
      reason,
      instead: instead === null ? ground.instead : `${ground.instead}；${instead}`,
      help: optional('帮扶', 'help', command.help, 1000),
      documentId: null,
      ...shown,
    },
  });
  return decided(
    given,
    { records: proposed(state, record), ...(state.organKind !== 'petition_bureau' && { handlerId: act.personId }) },
    {
      events: [RefusalProposed.create({ petitionId: state.id, act: by, ground: code })],
      line: { act: by, basis: source, part: 'proposal', remark: title },
    },
  );
}

/**
 * 不予受理 on a ground of the pack in force, with its article and where to go; a bureau only where the ground is its own, the superior
 * only while the lower organ is inside its term. Nothing moves before the second reader.
 * @throws ACT_NOT_IN_STAGE, MATTER_REFUSED, REFUSAL_GROUND_UNKNOWN, REFUSAL_GROUND_NOT_GIVEN, REFUSAL_GROUND_NOT_YET, REFUSAL_OTHER_ACT,
 * REFUSAL_NOT_BY_THIS_ORGAN, REFUSAL_NOT_THE_SUPERIOR, REFUSAL_VISITS_ONLY, REFUSAL_MATTER_MISSING, REFUSAL_MATTER_NOT_FOUND,
 * REFUSAL_TERM_NOT_RUNNING, REFUSAL_LOWER_OVERDUE, REFUSAL_CHANNEL_MISSING, REFUSAL_EARLIER_MISSING, REFUSAL_REVIEW_NOT_MISSED,
 * REFUSAL_COMPARISON_MISSING, REFUSAL_COMPARISON_PENDING, REFUSAL_OTHER_PETITIONER, REFUSAL_REREVIEW_MISSING, EXIT_CHANNEL_UNKNOWN, TEXT_MISSING
 * @source 信访工作条例 19 ¶3; 信访条例 16, 21(1); law 4
 */
export const refuseAcceptance = (given: Given, command: Refuse, facts: RefusalFacts): Decision =>
  propose(given, command, facts, 'refuseAcceptance');

/** 不再受理: the same facts and reasons after a served 复核 opinion, by the register of papers, else by its scan. @throws as `refuseAcceptance` @source 信访工作条例 36 ¶3; 信访条例 35 ¶3 */
export const refuseRefiling = (given: Given, command: Refuse, facts: RefusalFacts): Decision =>
  propose(given, command, facts, 'refuseRefiling');

export interface ConfirmRefusal extends PaperIds, Dispatch {
  readonly refusalId: string;
  /** The second reader has read the scan of the 复核 opinion. */
  readonly rereviewRead: boolean;
}

/** The kind of paper that the refusal awaiting its second reader will be. */
export const refusalPaper = (state: Given['state']): string =>
  latestRecord(state, 'refusal', 'proposed')?.data.act === 'refuseRefiling' ? 'REFILING_REFUSAL' : 'REFUSAL';

/**
 * The second reader, never the proposer; everything is judged again. The notice is issued and sent: NOTIFY, at a bureau ROUTE, is met,
 * HANDLE never starts, and the paper is to be served on every petitioner.
 * @throws ACT_NOT_IN_STAGE, REFUSAL_NOT_PROPOSED, OWN_PROPOSAL, REFUSAL_REREVIEW_NOT_READ, DISPATCH_PROOF_MISSING, DOCUMENT_PART_MISSING, and as `refuseAcceptance`
 * @source 信访工作条例 19 ¶3, 36 ¶3; own rule, practice F11
 */
export function confirmRefusal(given: Given, command: ConfirmRefusal, facts: RefusalFacts): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'confirmRefusal');
  const proposal = latestRecord(state, 'refusal', 'proposed');
  if (proposal?.id !== command.refusalId) throw refusalError('REFUSAL_NOT_PROPOSED');
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 不予受理须经第二人审核' });
  checkDispatch(command);
  const { channelId, earlier, rereviewFileId = null, help, insteadDeadline, lower, instead, reason } = proposal.data;
  const entered = { reason, instead, insteadDeadline, channelId, matterNumber: lower?.number ?? null, earlier, rereviewFileId, help };
  // What no longer holds is about the proposal: the second reader's form has none of its fields.
  const [ground, shown] = placed(
    () => null,
    () => {
      const found = groundOf(given, proposal.data.act, proposal.data.ground);
      return [found, shownFor(given, found, entered, facts)];
    },
  );
  // What stands in the register needs no scan that somebody reads.
  if (ground.needs.includes('rereview_opinion') && facts.rereview === null && !command.rereviewRead)
    throw refusalError('REFUSAL_REREVIEW_NOT_READ', { source: ground.source, details: { title: ground.title } });
  const { documentId } = command;
  const data: Refusal = { ...proposal.data, ...shown, documentId };
  const pack = law.packOn(act.on);
  const paper = issue(given, pack, command, act.organ, {
    kind: refusalPaper(state),
    parts: { ...noticeParts(state, act.organ), ...refusalParts(given, pack, data), dispatch: dispatchPart(command, act.on) },
  });
  const record: CaseRecord<'refusal'> = { ...proposal, state: 'issued', confirmedBy: act.personId, confirmedOn: act.on, data };
  const fast = leavingFastTrack(state, clocks, act.on, 'refused', '不予（不再）受理');
  const records = withRecord(state.records, record);
  return decided(
    given,
    {
      stage: 'informed',
      outcome: data.act === 'refuseAcceptance' ? 'refused_acceptance' : 'refused_refiling',

      records: fast ? withRecord(records, fast.record) : records,
    },
    {
      events: [
        PetitionRefused.create({
          petitionId: state.id,
          organId: state.organId,
          act: data.act,
          ground: data.ground,
          documentId,
          dispatchedOn: act.on,
        }),
      ],
      clocks: [...refused(given), ...(fast?.clocks ?? [])],
      papers: [paper],
      line: { act: 'confirmRefusal', basis: ground.source, part: 'confirmation', remark: ground.title },
    },
  );
}

function refusalParts({ act }: Given, pack: RulePack, data: Refusal): Readonly<Record<string, unknown>> {
  const { ground: code, title, article, reason, instead, insteadDeadline, lower, earlier, help } = data;
  // The code ticks the ground on the form; who prints it plainly reads title, article and reason.
  const told = { ground: { code, title, article, reason }, instead, insteadDeadline };
  if (data.act === 'refuseAcceptance') return told;
  return {
    ...told,
    earlierOpinions: earlier.length > 0 ? earlier : (lower?.number ?? article),
    sameFacts: { organ: act.organ.name, reason },
    whatIsNew: sentence(pack, 'refilingWhatIsNew'),
    helpOpen: help ?? instead,
    courtsOpen: sentence(pack, 'refilingCourtsOpen'),
  };
}

/** By the notice the duty to tell is met, at a bureau the duty to route; a HANDLE that the cap had started is cancelled. */
function refused(given: Given): ClockMove[] {
  const { state, clocks, act } = given;
  const { id: petitionId } = state;
  const { on } = act;
  return [
    ...informing(petitionId, clocks, on),
    ...(running(clocks, 'ROUTE') ? [{ do: 'stop', petitionId, term: 'ROUTE', on } as const] : []),
    ...(running(clocks, 'HANDLE') ? [{ do: 'cancel', petitionId, term: 'HANDLE', on, reason: 'refused' } as const] : []),
    ...cancelled(given, ['PERFORM'], 'refused'),
  ];
}
