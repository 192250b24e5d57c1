import { nationalCalendar, nextWorkingDay } from '@sunshine/procedure';
import { accountOf, organId, organOf } from './city.js';
import { CONTENT_CLASSES } from '@sunshine/words';
import type { Course, DemoPetition } from './petitions.js';
import { looked, type Filed } from './sight.js';

export type { Filed };

/** One act of one person on one day; acts of a petition are done in the order of the list. */
export interface Act {
  readonly petition: string;
  readonly day: string;
  /** null: a citizen without account. */
  readonly account: string | null;
  readonly mutation: string;
  readonly inputType: string;
  /** Tells the acts of a petition apart in request ids. */
  readonly step: string;
  /** `other`: what is known of another petition, by its code. */
  readonly input: (filed: Filed, other: (code: string) => Filed) => Record<string, unknown>;
}

/** The type of the `input` of a mutation. */
export const inputTypeOf = (mutation: string): string => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;

const CITIZEN = new Set(['WEB', 'WECHAT', 'KIOSK']);
const ELECTRONIC = new Set(['WEB', 'WECHAT', 'EMAIL', 'LEADER_MAILBOX']);

/** The day `back` days before `today` (negative: after it), `YYYY-MM-DD`. */
export function dayBefore(today: string, back: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same, moved on to the next working day, but never past today. */
export function officeDay(today: string, back: number, exact: boolean): string {
  const day = dayBefore(today, back);
  if (exact) return day;
  const working = nextWorkingDay(nationalCalendar(), day);
  return working > today ? today : working;
}

const partyOf = (named: string) => (/^[a-z.]+$/.test(named) ? { organId: organId(named) } : { text: named });

/** What a petition's people do on which day, from filing to where its course stands on `today` (Asia/Shanghai). */
export function actsOf(petition: DemoPetition, today: string): Act[] {
  const { code, course, opinion, channel, requests } = petition;
  const { at } = petition;
  const to = course.to ?? at;
  const handler = accountOfIf(to, 'HANDLER');
  const acts: Act[] = [];
  const add = (back: number | null | undefined, account: string | null, mutation: string, input: Act['input'], step = mutation) => {
    if (back === null || back === undefined) return;
    const day = officeDay(today, back, course.exact ?? false);
    acts.push({ petition: code, day, account, mutation, inputType: inputTypeOf(mutation), step, input });
  };
  const onIt =
    (more: Record<string, unknown> | ((filed: Filed) => Record<string, unknown>) = {}) =>
    (filed: Filed) => ({
      petitionId: filed.id,
      ...(typeof more === 'function' ? more(filed) : more),
    });
  const sent = (what: string) => dispatch(channel, `${code}-${what}`);

  if (CITIZEN.has(channel)) add(course.received, null, 'submitPetition', () => ({ ...filing(petition), channel, organId: organId(at) }));
  else {
    const received = officeDay(today, course.received, course.exact ?? false);
    const paper = channel === 'LETTER' ? { postmarkOn: dayBefore(received, 2) } : {};
    const { reportIn, ...letter } = petition.transferIn ?? {};
    const transferIn = petition.transferIn && { ...letter, ...(reportIn !== undefined && { reportBy: dayBefore(today, -reportIn) }) };
    const desk = channel === 'IMPORT' ? 'migrator' : accountOf(at, 'REGISTRAR');
    add(course.received, desk, 'registerPetition', () => ({
      ...filing(petition),
      channel,
      organId: organId(at),
      receivedOn: received,
      ...paper,
      ...(transferIn && { transferIn }),
    }));
  }
  if (course.routed !== undefined && petition.kind === 'REPORT') {
    // It leaves by two people alone, once whom it accuses is known.
    const body = { toOrganId: organId(to), authority: `被反映人属${organOf(to).name}管辖`, cadreMatter: false, grave: false };
    add(course.routed, accountOf(at, 'DISPATCHER'), 'handOverReport', onIt(body));
    add(course.routed, accountOf(at, 'HEAD'), 'confirmHandOver', onIt());
  } else if (course.routed !== undefined) {
    const { assignment } = course;
    const order = assignment
      ? { kind: 'ASSIGNMENT', reportBy: dayBefore(today, -assignment.reportIn), points: assignment.points }
      : { kind: 'TRANSFER' };
    add(
      course.routed,
      accountOf(at, 'DISPATCHER'),
      'routePetition',
      onIt({ ...order, toOrganId: organId(to), reason: `属${organOf(to).name}职责范围` }),
    );
  }
  // One letter may carry both: then the acceptance is the notice.
  if (course.informed !== course.accepted) add(course.informed, handler, 'informPetitioner', onIt({ ...told(petition), ...sent('告知') }));
  add(course.accepted, handler, 'acceptPetition', onIt(sent('受理')));

  const { extension } = course;
  add(extension?.requested, handler, 'requestExtension', onIt({ days: extension?.days, reason: extension?.reason }));
  add(
    extension?.approved,
    accountOfIf(to, 'HEAD'),
    'extendHandling',
    onIt((filed) => ({ extensionId: filed.extension })),
  );
  add(
    extension?.declined?.back,
    accountOfIf(to, 'HEAD'),
    'declineExtension',
    onIt((filed) => ({ extensionId: filed.extension, reason: extension?.declined?.reason })),
  );

  if (opinion) {
    const { drafted = 0, accepted = drafted } = course;
    const [heard, looked] = [Math.min(accepted, drafted + 3), Math.min(accepted, drafted + 2)];
    add(heard, handler, 'recordInquiry', onIt(heardAs(petition)), 'recordInquiry1');
    add(looked, handler, 'recordInquiry', onIt(lookedInto(opinion, officeDay(today, drafted, course.exact ?? false))), 'recordInquiry2');
    const draft = onIt((filed) => ({
      facts: opinion.facts,
      evidence: opinion.evidence,
      answers: requests.map((_text, index) => ({ id: filed.requests[index]?.id, ...opinion.answers[index] })),
      ...(opinion.executeIn !== undefined && { executeBy: dayBefore(today, -opinion.executeIn) }),
    }));
    const checker = accountOfIf(to, 'CHECKER');
    add(course.drafted, handler, 'draftOpinion', draft);
    add(course.returned, checker, 'returnOpinion', onIt({ remark: '请逐项写明依据，并补充对期限的说明' }));
    add(course.redrafted, handler, 'draftOpinion', draft, 'draftOpinion2');
    add(course.checked, checker, 'checkOpinion', onIt({ remark: '事实清楚，依据准确' }));
    add(course.issued, accountOfIf(to, 'ISSUER'), 'issueOpinion', onIt(sent('意见')));
  }
  servicesOf(petition).forEach((service, index) => {
    const proof = service?.tried
      ? { way: 'undeliverable', proof: { attempts: ['上门两次无人', '电话无人接听'] } }
      : receipt(petition, index);
    add(
      service?.back,
      handler,
      'recordService',
      onIt((filed) => ({ petitionerId: filed.petitioners[index]?.id, ...proof })),
      `recordService${index + 1}`,
    );
  });
  add(
    course.reported,
    handler,
    'reportAssignment',
    onIt({ report: `${petition.summary}：已作出处理意见并送达，随附处理意见书和送达回证。` }),
  );
  add(course.executed, handler, 'recordExecution', onIt({ evidence: '现场照片和验收记录已入卷，并电话征询信访人', petitionerAsked: true }));
  add(course.proposed, handler, 'closePetition', onIt({ ground: course.executed === undefined ? 'opinion_served' : 'opinion_executed' }));
  if (course.verified !== undefined) add(course.verified, accountOf(at, 'AUDITOR'), 'verifyCompletion', onIt());
  addActs(petition, today, acts.length, add);
  archive(acts, today, add);
  return acts
    .map((act, index) => ({ act, index }))
    .toSorted((a, b) => (a.act.day < b.act.day ? -1 : a.act.day > b.act.day ? 1 : a.index - b.index))
    .map(({ act }) => act);
}

type Add = (back: number, account: string, mutation: string, input: Act['input'], step?: string) => void;

/** Working rule of the demo's organs: the file of a closed matter is laid down a month after its end. */
const ARCHIVED_AFTER = 30;

/** The file of a matter that was verified long enough ago, by whoever closed it. */
function archive(acts: readonly Act[], today: string, add: Add): void {
  const of = (mutation: string) => acts.find((act) => act.mutation === mutation);
  const [closed, verified] = [of('closePetition'), of('verifyCompletion')];
  if (!closed?.account || !verified || of('archivePetition') || of('reopenPetition')) return;
  const back = daysBetween(verified.day, today) - ARCHIVED_AFTER;
  const entries = ({ papers }: Filed) => papers.map(({ id }) => ({ documentId: id, pages: 2 }));
  if (back > 0) add(back, closed.account, 'archivePetition', (filed) => ({ petitionId: filed.id, entries: entries(filed) }));
}

/** Acts that no straight line has, by the day they were done; one that is done again is numbered. */
function addActs({ code, channel, acts = [] }: DemoPetition, today: string, filed: number, add: Add): void {
  const done = new Map<string, number>();
  if (filed !== 1 && acts.length > 0) throw new Error(`${code} has a course and acts`);
  const day = (days: number) => officeDay(today, days, days < 0);
  for (const { back, by, act, input, sent } of acts) {
    const times = (done.get(act) ?? 0) + 1;
    done.set(act, times);
    const step = times === 1 ? act : `${act}${times}`;
    add(
      back,
      by,
      act,
      (known, other) => ({
        petitionId: known.id,
        ...(looked(input ?? {}, { filed: known, day, other }) as Record<string, unknown>),
        ...(sent !== undefined && dispatch(channel, `${code}-${sent}`)),
      }),
      step,
    );
  }
}

/** Where a course stops before an act, nobody needs to hold its role there. */
function accountOfIf(organ: string, role: Parameters<typeof accountOf>[1]): string | null {
  try {
    return accountOf(organ, role);
  } catch {
    return null;
  }
}

function filing({
  kind,
  text,
  summary,
  requests,
  petitioners,
  peopleCount,
  anonymous,
  respondent,
  accused,
  staffConduct,
  contentClass,
  at,
  agent,
}: DemoPetition) {
  return {
    kind: kind ?? 'CLAIM',
    division: organOf(at).division,
    summary,
    text,
    requests: requests.map((request) => ({ text: request })),
    petitioners,
    ...(peopleCount !== undefined && { peopleCount }),
    ...(anonymous && { anonymous }),
    contentClass: CONTENT_CLASSES[contentClass],
    ...(respondent && { respondent: respondent.map(partyOf) }),
    ...(accused && { accused: accused.map(partyOf) }),
    ...(staffConduct && { staffConduct }),
    ...(agent !== undefined && { agent: { name: agent } }),
  };
}

/** The talk with a petitioner; of an anonymous matter the reason why there was none. */
function heardAs({ summary, petitioners }: DemoPetition) {
  if (petitioners.length === 0) return { form: 'NOT_HEARD', text: '匿名反映，没有留下联系方式，无法听取陈述' };
  const talk = { form: 'INTERVIEW', text: `本人陈述：${summary}`, readBack: true, signature: '本人签名', copyGiven: true };
  return ({ petitioners: [first] }: Filed) => ({ ...talk, petitionerId: first?.id });
}

/** How the facts came to be known that the opinion states: seen at the place, or from papers asked for. */
function lookedInto({ evidence, facts }: NonNullable<DemoPetition['opinion']>, until: string) {
  const named = evidence.join('、');
  if (/现场|查看|踏勘/u.test(named))
    return { form: 'SITE_VISIT', text: named, place: '反映的地点', people: '承办人员二人', findings: facts };
  return { form: 'MATERIAL_REQUEST', text: `调取并核对${named}`, withWhom: '有关单位', until };
}

function told({ kind }: DemoPetition) {
  if (kind === 'SUGGESTION') return { path: '作为建议意见研究论证', procedure: '研究后书面答复是否采纳及理由' };
  return { path: '《信访工作条例》第三十一条第（六）项', procedure: '调查核实后作出信访处理意见书' };
}

function dispatch(channel: string, paper: string) {
  if (ELECTRONIC.has(channel)) return { way: 'electronic', proof: { consent: '信访人在提交时同意电子送达本文书' } };
  return { way: 'post', proof: { receiptNumber: `演示挂号-${paper}` } };
}

function receipt({ code, channel }: DemoPetition, index: number) {
  if (channel === 'VISIT' || channel === 'KIOSK') return { way: 'in_person', proof: { signature: '信访人签收' } };
  return dispatch(channel, `${code}-送达${index + 1}`);
}

/** One entry for each petitioner, in their order. */
function servicesOf({ course, petitioners }: DemoPetition): ({ back: number; tried: boolean } | null)[] {
  const { served }: Course = course;
  if (served === undefined) return [];
  return (typeof served === 'number' ? petitioners.map(() => served) : served).map((entry) => {
    if (entry === null) return null;
    return typeof entry === 'number' ? { back: entry, tried: false } : { back: entry.tried, tried: true };
  });
}
