import type { RulePack } from '@sunshine/procedure';
import { parseBody, type PaperBody } from './body.js';
import { chineseDay } from './chinese.js';
import type { Facts, Person } from './facts.js';
import * as hearings from './hearing-layouts.js';
import * as layouts from './layouts.js';
import type { Layout, ServedReceipt } from './layouts.js';
import { linesOf, markup, type Content } from './markup.js';
import { page } from './page.js';
import { Values, namesOf } from './values.js';

/**
 * Layout of each template. A version stays as it is once papers were issued with it; a changed layout is a new version, named by the
 * rule pack. What is not listed is laid out plainly.
 */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  'REGISTRATION_FORM.1': layouts.form,
  'VISIT_SLIP.1': layouts.form,
  'NOTICE.2': layouts.notice,
  'ACCEPTANCE.2': layouts.acceptance,
  'REFUSAL.1': layouts.refusalV1,
  'REFUSAL.2': layouts.refusalV2,
  'REFUSAL.3': layouts.refusal,
  'REFILING_REFUSAL.1': layouts.refilingRefusal,
  'GUIDANCE.1': layouts.guidanceV1,
  'GUIDANCE.2': layouts.guidance,
  'VISIT_GUIDANCE.1': layouts.visitGuidance,
  'TRANSFER_SLIP.2': layouts.form,
  'ASSIGNMENT_LETTER.2': layouts.assignmentLetter,
  'OBJECTION.1': layouts.official,
  'OBJECTION_DECISION.1': layouts.official,
  'RECALL_DECISION.1': layouts.official,
  'DESIGNATION.1': layouts.official,
  'DESIGNATION_NOTICE.1': layouts.official,
  'ASSISTANCE_LETTER.1': layouts.official,
  'SUPPLEMENT_REQUEST.1': layouts.supplementRequest,
  'SPLIT_NOTICE.1': layouts.splitNotice,
  'CODE_REISSUE.1': layouts.form,
  'SUCCESSION_NOTICE.1': layouts.successionNotice,
  'POINTING_NOTICE.1': layouts.pointingNotice,
  'REFERENCE_NOTICE.1': layouts.referenceNotice,
  'COMMITMENT_NOTICE.1': layouts.commitmentNoticeV1,
  'COMMITMENT_NOTICE.2': layouts.commitmentNotice,
  'EXTENSION_NOTICE.2': layouts.extensionNotice,
  'OPINION.2': layouts.opinionV2,
  'OPINION.3': layouts.opinion,
  'REVIEW_SUPPLEMENT.1': layouts.reviewSupplement,
  'REVIEW_REFUSAL.1': layouts.reviewRefusal,
  'REVIEW_OPINION.1': layouts.reviewOpinion,
  'REREVIEW_OPINION.1': layouts.rereviewOpinion,
  'PERFORMANCE_ANSWER.1': layouts.performanceAnswer,
  'SUGGESTION_REPLY.1': layouts.suggestionReply,
  'SETTLEMENT.1': layouts.settlement,
  'SETTLEMENT.2': layouts.settlementV2,
  'COMPLETION_REPORT.1': layouts.official,
  'STAGE_REPORT.1': layouts.official,
  'REDO_RETURN.1': layouts.official,
  'COMPLETION_REVIEW.1': layouts.form,
  'HAND_OVER.1': layouts.official,
  'REMINDER.1': layouts.official,
  'SUPERVISION_LETTER.1': layouts.official,
  'ADVICE.1': layouts.official,
  'HEARING_NOTICE.1': hearings.hearingNotice,
  'HEARING_ANNOUNCEMENT.1': hearings.hearingAnnouncement,
  'HEARING_SEATS.1': hearings.hearingSeats,
  'HEARING_SIGN_IN.1': hearings.hearingSignIn,
  'HEARING_RULES.1': hearings.hearingRules,
  'HEARING_RIGHTS.1': hearings.hearingRights,
  'HEARING_MINUTES.1': hearings.hearingMinutes,
};

/** Templates whose page shows where a petitioner lives and can be reached, not the name alone. */
const WITH_ADDRESS: ReadonlySet<string> = new Set(['REGISTRATION_FORM.1', 'VISIT_SLIP.1']);

/** Sealed fields of each petitioner that the page of this body shows in full. */
export const personalFields = ({ template }: Pick<PaperBody, 'template'>): readonly (keyof Person)[] =>
  WITH_ADDRESS.has(template) ? ['name', 'phone', 'address'] : ['name'];

export interface Rendering {
  /** Canonical JSON of the paper. */
  readonly body: string;
  /** The pack of the hash that the body names; null for a body without one. */
  readonly pack: RulePack | null;
  readonly facts: Facts;
  /** Why the paper was taken out of use; null while it stands. */
  readonly voidReason?: string | null;
  /** It is not issued: the page says so across it. */
  readonly draft?: boolean;
}

/**
 * A paper as a whole HTML page for A4 print, by the layout of the version it was issued with.
 * @throws TypeError where the body is none of a paper
 */
export function renderPaper({ body: json, pack, facts, voidReason = null, draft = false }: Rendering): string {
  const body = parseBody(json);
  const rule = pack && Object.hasOwn(pack.documents, body.kind) ? (pack.documents[body.kind] ?? null) : null;
  const layout = Object.hasOwn(LAYOUTS, body.template) ? (LAYOUTS[body.template] as Layout) : layouts.plain;
  return page(body.title, [
    draft && DRAFT_MARK,
    voidMark(voidReason),
    layout({ body, pack, rule, values: new Values(facts) }),
    correctionNote(body, facts),
  ]);
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  summary: '概况',
  text: '信访内容',
  name: '信访人姓名（名称）',
  idType: '证件种类',
  idNumber: '证件号码',
  phone: '电话',
  address: '住址',
  receivedOn: '收到日期',
  postmarkOn: '邮戳日期',
  firstStampOn: '首次收件章日期',
  peopleCount: '人数',
  division: '问题属地',
  contentClass: '内容分类',
  purpose: '信访目的',
};

/** Names and case text stand there as they are now: what was corrected since is said, so that nobody takes it for what was issued. */
function correctionNote({ parts }: PaperBody, { corrections = [] }: Facts): Content {
  const { date } = parts;
  const since = corrections.filter(({ on }) => typeof date === 'string' && on > date);
  if (since.length === 0) return null;
  const words = since.map(({ field, on }) => `${FIELD_WORDS[field] ?? '登记内容'}（${chineseDay(on)}）`).join('、');
  return markup`<p class="foot">注：本文书制发后登记内容有更正：${words}。</p>\n`;
}

const DRAFT_MARK = markup`<div class="void">草稿</div>\n`;

const voidMark = (reason: string | null): Content =>
  reason !== null && markup`<div class="void">作废</div><p class="void-reason">本文书已作废。原因：${reason}</p>\n`;

/** 送达回证, one page for each recipient: filled in as the service was recorded, to sign by hand before that. */
export function renderReceipts(
  { body: json, pack, facts }: Rendering,
  petitionerIds: readonly string[],
  served: readonly ServedReceipt[] = [],
): string {
  const { title, parts } = parseBody(json);
  const part = (name: string): string => (typeof parts[name] === 'string' ? parts[name] : '');
  const values = new Values(facts);
  const nameOf = (id: string): string => namesOf(values.people({ petitionerIds: [id] }));
  const pages = petitionerIds.map((id, index) => {
    const last = served.findLast(({ petitionerId }) => petitionerId === id);
    const content = layouts.receipt({
      title,
      number: part('number') || null,
      petitionNumber: part('petitionNumber'),
      issuer: part('issuer'),
      recipient: nameOf(id),
      ways: pack?.serviceWays ?? [],
      served: last ? { ...last, through: last.throughId === null ? null : nameOf(last.throughId) } : null,
    });
    return markup`<section${index > 0 && markup` class="next"`}>${content}</section>\n`;
  });
  return page('送达回证', pages);
}

/**
 * What a paper says, as plain lines under the titles of its sections: without its head and foot, whom it is for, and what the petitioner may do
 * next. Names of petitioners stand nowhere in it but in its own words.
 * @throws TypeError where the body is none of a paper
 */
export function contentLines({ body: json, pack, facts }: Pick<Rendering, 'body' | 'pack' | 'facts'>): string {
  const body = parseBody(json);
  const rule = pack && Object.hasOwn(pack.documents, body.kind) ? (pack.documents[body.kind] ?? null) : null;
  return linesOf(layouts.sections({ body, pack, rule, values: new Values(facts) }, ['petitioner', 'remedy', 'dispatch']));
}
