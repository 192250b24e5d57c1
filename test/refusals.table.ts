import type { GraphClient } from '@sunshine/infra';
import { administrationRefusals } from './refusals.administration.js';
import { handlingRefusals } from './refusals.handling.js';
import { groupRefusals } from './refusals.groups.js';
import { listRefusals } from './refusals.lists.js';
import { routingRefusals } from './refusals.routing.js';

/** Petitions at the stages that the rows need, and ids they name. */
export interface Stock {
  client: GraphClient;
  today: string;
  tomorrow: string;
  yesterday: string;
  registered: string;
  received: string;
  accepted: string;
  extended: string;
  overdue: string;
  drafted: string;
  checkedWithoutDate: string;
  issued: string;
  served: string;
  report: string;
  number: string;
  requestOfAccepted: string;
  petitionerOfIssued: string;
  housing: string;
  labour: string;
  closedOrgan: string;
  bureau: string;
  expiredToken: string;
  forgedToken: string;
  usedRequestId: string;
}

export interface Refusal {
  /** What is refused, as the law would say it. */
  title: string;
  /** Account; null: nobody signed in; a token as it is: `{ token }`. */
  as: string | null | ((stock: Stock) => { token: string });
  query: string | ((stock: Stock) => string);
  variables?: (stock: Stock) => Record<string, unknown>;
  operationName?: string;
  code: string;
  kind: string;
  /** A part of the source in law; null where no law speaks. */
  source?: string;
}

const act = (name: string, fields = 'id') =>
  `mutation Act($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`;
const on =
  (petition: keyof Stock, more: (stock: Stock) => Record<string, unknown> = () => ({})) =>
  (stock: Stock) => ({ input: { petitionId: stock[petition], ...more(stock) } });
const sent = { way: 'electronic', proof: { consent: '同意电子送达' } };
const route = (more: (stock: Stock) => Record<string, unknown>) =>
  on('registered', (stock) => ({ kind: 'TRANSFER', toOrganId: stock.housing, reason: '属其职责', ...more(stock) }));
const filing = (more: (stock: Stock) => Record<string, unknown>) => (stock: Stock) => ({
  input: {
    channel: 'PHONE',
    kind: 'CLAIM',
    receivedOn: stock.today,
    division: '990100',
    summary: '请求检修路灯',
    text: '路灯损坏，请求检修。',
    requests: [{ text: '检修路灯' }],
    petitioners: [{ name: '申某' }],
    peopleCount: 1,
    anonymous: false,
    ...more(stock),
  },
});
const draft = (more: (stock: Stock) => Record<string, unknown>) =>
  on('accepted', (stock) => ({
    facts: '属实',
    evidence: ['记录'],
    answers: [{ id: stock.requestOfAccepted, outcome: 'EXPLAINED', answer: '已说明', basis: ['演示办法第一条'] }],
    ...more(stock),
  }));
const exit = (code: string, channelId: string | null) => ({ exit: code, channelId, reason: '属该途径', basis: '演示办法第三条' });
const deep = (depth: number) => `{ organs { edges { node { parent { ${'parent { '.repeat(depth)} id ${'} '.repeat(depth)} } } } } }`;
const wide = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: me { id }`).join(' ')} }`;

const FILE = '01900000-0000-7000-8000-000000000000';
const REGISTER = act('registerPetition', 'queryCode');

export const refusals: readonly Refusal[] = [
  // stage
  {
    title: 'accepts nothing twice',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('accepted', () => sent),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '34',
  },
  {
    title: 'issues no opinion that nobody checked',
    as: 'issuer.housing',
    query: act('issueOpinion'),
    variables: on('drafted', () => sent),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '32',
  },
  {
    title: 'routes nothing that is accepted',
    as: 'dispatcher.city',
    query: act('routePetition'),
    variables: on('accepted', (s) => ({ kind: 'TRANSFER', toOrganId: s.labour, reason: '改转' })),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '22',
  },
  {
    title: 'serves no opinion that is not issued',
    as: 'handler.housing',
    query: act('recordService'),
    variables: on('accepted', (s) => ({ petitionerId: s.petitionerOfIssued, way: 'in_person', proof: { signature: '回证' } })),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '民事诉讼法 87',
  },

  // exits, refusals, fast track
  {
    title: 'lets a bureau decide no exit',
    as: 'dispatcher.city',
    query: act('decideExit'),
    variables: on('registered', () => exit('31(2)', 'labour_arbitration')),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'knows six exits',
    as: 'handler.housing',
    query: act('decideExit'),
    variables: on('received', () => exit('31(7)', null)),
    code: 'EXIT_UNKNOWN',
    kind: 'INVALID_INPUT',
    source: '31',
  },
  {
    title: 'decides no special exit without its channel',
    as: 'handler.housing',
    query: act('decideExit'),
    variables: on('received', () => exit('31(2)', null)),
    code: 'EXIT_CHANNEL_MISSING',
    kind: 'INVALID_INPUT',
    source: '31(2)',
  },
  {
    title: 'takes no channel of another exit',
    as: 'handler.housing',
    query: act('decideExit'),
    variables: on('received', () => exit('31(2)', 'administrative_reconsideration')),
    code: 'EXIT_CHANNEL_OF_OTHER_EXIT',
    kind: 'RULE_BROKEN',
    source: '31(2)',
  },
  {
    title: 'decides an accepted matter’s exit only by a correction',
    as: 'handler.housing',
    query: act('correctExit'),
    variables: on('accepted', () => exit('31(6)', null)),
    code: 'EXIT_UNCHANGED',
    kind: 'RULE_BROKEN',
    source: '31',
  },
  {
    title: 'confirms no exit that nobody proposed',
    as: 'checker.housing',
    query: act('confirmExit'),
    variables: on('received', (s) => ({ decisionId: s.received })),
    code: 'EXIT_DECISION_NOT_FOUND',
    kind: 'NOT_FOUND',
    source: '31',
  },
  {
    title: 'gives no guidance to a way that nobody decided',
    as: 'handler.housing',
    query: act('informPetitioner'),
    variables: on('received', () => ({ path: '途径', procedure: '程序', guidance: { papers: ['申请书'] }, ...sent })),
    code: 'GUIDANCE_NOT_NEEDED',
    kind: 'RULE_BROKEN',
    source: '31',
  },
  {
    title: 'leads nothing into a procedure that was not told',
    as: 'handler.housing',
    query: act('leadIntoProcedure'),
    variables: on('received', () => ({ body: '仲裁委员会', text: '信件' })),
    code: 'ACT_NOT_IN_STAGE',
    kind: 'RULE_BROKEN',
    source: '31(1)-(4)',
  },
  {
    title: 'refuses no matter because another way is open',
    as: 'handler.housing',
    query: act('refuseAcceptance'),
    variables: on('received', () => ({ ground: 'statutory_route', reason: '可以仲裁', channelId: 'labour_arbitration' })),
    code: 'REFUSAL_GROUND_NOT_GIVEN',
    kind: 'RULE_BROKEN',
    source: '31(1)-(5)',
  },
  {
    title: 'refuses no matter on a ground that is none',
    as: 'handler.housing',
    query: act('refuseAcceptance'),
    variables: on('received', () => ({ ground: 'troublesome', reason: '反复信访' })),
    code: 'REFUSAL_GROUND_UNKNOWN',
    kind: 'INVALID_INPUT',
    source: '信访工作条例',
  },
  {
    title: 'refuses a matter in hand below only by naming it',
    as: 'handler.housing',
    query: act('refuseAcceptance'),
    variables: on('received', () => ({ ground: 'pending_with_lower_organ', reason: '下级正在办理' })),
    code: 'REFUSAL_MATTER_MISSING',
    kind: 'INVALID_INPUT',
    source: '19 ¶3',
  },
  {
    title: 'refuses a refiling only after somebody has compared facts and reasons',
    as: 'handler.housing',
    query: act('refuseRefiling'),
    variables: on('received', (s) => ({
      ground: 'after_rereview_same_facts',
      reason: '同一事实',
      earlier: [{ number: '明政复核〔2024〕1号', servedOn: s.yesterday }],
    })),
    code: 'REFUSAL_COMPARISON_MISSING',
    kind: 'RULE_BROKEN',
    source: '36 ¶3',
  },
  {
    title: 'keeps the fast track to first petitions',
    as: 'handler.housing',
    query: act('chooseFastTrack'),
    variables: on('received', () => ({ first: false, fits: ['clear'], checked: [], reason: '简单' })),
    code: 'FAST_TRACK_FIRST_ONLY',
    kind: 'RULE_BROKEN',
    source: '简易办理',
  },
  {
    title: 'answers nothing by telephone off the fast track',
    as: 'handler.housing',
    query: act('answerFastTrack'),
    variables: on('accepted', () => ({ facts: '属实', answers: [], answerBy: 'phone', record: '已告知', paperOffered: true })),
    code: 'FAST_TRACK_NOT_CHOSEN',
    kind: 'RULE_BROKEN',
    source: '简易办理',
  },

  // the desk
  {
    title: 'takes no further material that holds nothing',
    as: 'registrar.city',
    query: act('supplementPetition'),
    variables: on('registered', () => ({ text: ' ' })),
    code: 'SUPPLEMENT_EMPTY',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'moves no day of receipt without evidence',
    as: 'registrar.city',
    query: act('correctRegistration'),
    variables: on('registered', (s) => ({ field: 'receivedOn', value: s.yesterday, reason: '录入有误' })),
    code: 'CORRECTION_WITHOUT_EVIDENCE',
    kind: 'RULE_BROKEN',
    source: '更正',
  },
  {
    title: 'makes no report by relabelling',
    as: 'dispatcher.city',
    query: act('classifyPetition'),
    variables: on('registered', () => ({ kind: 'REPORT', reason: '内容涉及检举' })),
    code: 'CLASSIFY_REPORT_BY_SPLIT',
    kind: 'RULE_BROKEN',
    source: '30',
  },
  {
    title: 'guides nobody who telephoned',
    as: 'registrar.city',
    query: act('issueGuidanceSlip'),
    variables: on('registered', (s) => ({ competentOrganId: s.housing, place: '接待室' })),
    code: 'SLIP_ONLY_FOR_VISITS',
    kind: 'RULE_BROKEN',
    source: '20',
  },
  {
    title: 'follows up no urgent matter that nobody reported',
    as: 'registrar.city',
    query: act('reportUrgentMatter'),
    variables: on('registered', (s) => ({ kind: 'FOLLOW_UP', reports: [{ to: 'GOVERNMENT', at: `${s.yesterday}T01:00:00Z` }] })),
    code: 'URGENT_NOT_OPEN',
    kind: 'RULE_BROKEN',
    source: '25',
  },
  {
    title: 'records no mandate that ends before it begins',
    as: 'registrar.city',
    query: act('recordMandate', 'holderId'),
    variables: on('registered', (s) => ({ agentName: '代某', scope: '查询', from: s.today, endsOn: s.yesterday })),
    code: 'MANDATE_ENDS_TOO_EARLY',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'lets no handler correct the register',
    as: 'handler.housing',
    query: act('correctRegistration'),
    variables: on('received', () => ({ field: 'peopleCount', value: '2', reason: '录入有误' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },

  // role and organ
  {
    title: 'lets no checker draft',
    as: 'checker.housing',
    query: act('draftOpinion'),
    variables: draft(() => ({})),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'lets no handler issue',
    as: 'handler.housing',
    query: act('issueOpinion'),
    variables: on('drafted', () => sent),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'lets no registrar route',
    as: 'registrar.city',
    query: act('routePetition'),
    variables: route(() => ({})),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'lets no handler bring in old replies',
    as: 'handler.housing',
    query: act('recordLegacyReply'),
    variables: on('accepted', () => ({ reply: '旧答复' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'tells another organ nothing, not even that the matter exists',
    as: 'handler.labour',
    query: act('acceptPetition'),
    variables: on('received', () => sent),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'answers the accused as it answers for an unknown matter',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('report', () => sent),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'shows no petition to an administrator',
    as: 'sysadmin',
    query: act('acceptPetition'),
    variables: on('received', () => sent),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'does no act of an unknown petition',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: () => ({ input: { petitionId: '01900000-0000-7000-8000-000000000000', ...sent } }),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'registers for nobody who has not signed in',
    as: null,
    query: REGISTER,
    variables: filing(() => ({})),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'routes to no organ that is closed',
    as: 'dispatcher.city',
    query: act('routePetition'),
    variables: route((s) => ({ toOrganId: s.closedOrgan })),
    code: 'ROUTE_TO_CLOSED_ORGAN',
    kind: 'RULE_BROKEN',
    source: '24 ¶2',
  },
  {
    title: 'routes to no organ it does not know',
    as: 'dispatcher.city',
    query: act('routePetition'),
    variables: route(() => ({ toOrganId: '01900000-0000-7000-8000-000000000000' })),
    code: 'ORGAN_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'routes no matter back to the bureau that routes it',
    as: 'dispatcher.city',
    query: act('routePetition'),
    variables: route((s) => ({ toOrganId: s.bureau })),
    code: 'ROUTE_TO_SELF',
    kind: 'RULE_BROKEN',
    source: '22',
  },
  {
    title: 'assigns nothing without a date to report by',
    as: 'dispatcher.city',
    query: act('routePetition'),
    variables: route(() => ({ kind: 'ASSIGNMENT', points: ['是否属实'] })),
    code: 'ROUTE_REPORT_BY_MISSING',
    kind: 'INVALID_INPUT',
    source: '22',
  },

  // extension
  {
    title: 'extends handling no second time',
    as: 'handler.housing',
    query: act('requestExtension'),
    variables: on('extended', () => ({ days: 10, reason: '还需检测' })),
    code: 'EXTENSION_ALREADY_USED',
    kind: 'RULE_BROKEN',
    source: '34',
  },
  {
    title: 'asks for no extension after the last effective day',
    as: 'handler.housing',
    query: act('requestExtension'),
    variables: on('overdue', () => ({ days: 10, reason: '还需检测' })),
    code: 'EXTENSION_TOO_LATE',
    kind: 'RULE_BROKEN',
    source: '34',
  },
  {
    title: 'extends by no more than thirty days',
    as: 'handler.housing',
    query: act('requestExtension'),
    variables: on('accepted', () => ({ days: 31, reason: '还需检测' })),
    code: 'EXTENSION_TOO_LONG',
    kind: 'RULE_BROKEN',
    source: '34',
  },

  // opinion and service
  {
    title: 'issues no opinion that supports without a date of execution',
    as: 'issuer.housing',
    query: act('issueOpinion'),
    variables: on('checkedWithoutDate', () => sent),
    code: 'DOCUMENT_PART_MISSING',
    kind: 'RULE_BROKEN',
    source: '',
  },
  {
    title: 'drafts no answer to a request that is not of the matter',
    as: 'handler.housing',
    query: act('draftOpinion'),
    variables: draft(() => ({
      answers: [{ id: '01900000-0000-7000-8000-000000000001', outcome: 'EXPLAINED', answer: '已说明', basis: ['演示办法'] }],
    })),
    code: 'OPINION_REQUEST_UNKNOWN',
    kind: 'INVALID_INPUT',
    source: '32',
  },
  {
    title: 'knows no other outcome than those of the law',
    as: 'handler.housing',
    query: act('draftOpinion'),
    variables: draft((s) => ({ answers: [{ id: s.requestOfAccepted, outcome: 'PERHAPS', answer: '也许', basis: ['演示办法'] }] })),
    code: 'OPINION_OUTCOME_UNKNOWN',
    kind: 'INVALID_INPUT',
    source: '32',
  },
  {
    title: 'records no service without its proof',
    as: 'handler.housing',
    query: act('recordService'),
    variables: on('issued', (s) => ({ petitionerId: s.petitionerOfIssued, way: 'in_person' })),
    code: 'SERVICE_PROOF_MISSING',
    kind: 'RULE_BROKEN',
    source: '',
  },
  {
    title: 'closes nothing on a ground that the pack does not know',
    as: 'handler.housing',
    query: act('closePetition'),
    variables: on('served', () => ({ ground: 'tired_of_it' })),
    code: 'COMPLETION_GROUND_UNKNOWN',
    kind: 'INVALID_INPUT',
    source: '办结审核',
  },
  {
    title: 'verifies nothing that nobody proposed',
    as: 'auditor.city',
    query: act('verifyCompletion'),
    variables: on('served', () => ({})),
    code: 'COMPLETION_NOT_PROPOSED',
    kind: 'RULE_BROKEN',
    source: '办结审核',
  },

  // day of the act
  {
    title: 'dates no act in the future',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('received', (s) => ({ ...sent, on: s.tomorrow })),
    code: 'DAY_IN_FUTURE',
    kind: 'RULE_BROKEN',
  },
  {
    title: 'dates no act back where nothing came on paper',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('received', (s) => ({ ...sent, on: s.yesterday })),
    code: 'DAY_NOT_YOURS_TO_SET',
    kind: 'FORBIDDEN',
  },

  // repeated and moved
  {
    title: 'takes one request id for one request',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing((s) => ({ requestId: s.usedRequestId, summary: '另一件事' })),
    code: 'REQUEST_REUSED',
    kind: 'CONFLICT',
  },
  {
    title: 'takes no request id of more than 128 characters',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ requestId: 'x'.repeat(129) })),
    code: 'REQUEST_ID_MALFORMED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'acts on no version that has moved',
    as: 'handler.housing',
    query: act('acceptPetition'),
    variables: on('received', () => ({ ...sent, expectedVersion: 99 })),
    code: 'VERSION_MOVED',
    kind: 'CONFLICT',
  },

  // registration
  {
    title: 'takes no summary of more than 200 characters',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ summary: '长'.repeat(201) })),
    code: 'SUMMARY_TOO_LONG',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no text of more than 10,000 characters',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ text: '长'.repeat(10_001) })),
    code: 'TEXT_TOO_LONG',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no filing without a request',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ requests: [] })),
    code: 'REQUESTS_MISSING',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no more than twenty requests',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ requests: Array.from({ length: 21 }, () => ({ text: '检修' })) })),
    code: 'REQUESTS_TOO_MANY',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no receipt day in the future',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing((s) => ({ receivedOn: s.tomorrow })),
    code: 'RECEIVED_IN_FUTURE',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no postmark after the receipt',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing((s) => ({ channel: 'LETTER', receivedOn: s.yesterday, postmarkOn: s.today })),
    code: 'POSTMARK_AFTER_RECEIPT',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'knows the division it registers for',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ division: '999999' })),
    code: 'DIVISION_UNKNOWN',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'names an accused only in a report',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing((s) => ({ accused: [{ organId: s.housing }] })),
    code: 'ACCUSED_ONLY_FOR_REPORT',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'counts no fewer people than it names',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ petitioners: [{ name: '申一' }, { name: '申二' }], peopleCount: 1 })),
    code: 'PEOPLE_FEWER_THAN_PETITIONERS',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'lets a visit have no more than five representatives',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({
      channel: 'VISIT',
      peopleCount: 30,
      petitioners: Array.from({ length: 6 }, (_, n) => ({ name: `申${n}`, representative: true })),
    })),
    code: 'REPRESENTATIVES_TOO_MANY',
    kind: 'RULE_BROKEN',
    source: '20',
  },
  {
    title: 'imports for nobody but the migrator',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ channel: 'IMPORT' })),
    code: 'CHANNEL_IMPORT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'takes no file that nobody uploaded',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ attachments: [FILE] })),
    code: 'FILE_UNKNOWN',
    kind: 'NOT_FOUND',
  },
  {
    title: 'takes no more than twenty attachments',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ attachments: Array.from({ length: 21 }, (_, n) => FILE.slice(0, -2) + String(n + 10)) })),
    code: 'ATTACHMENTS_TOO_MANY',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes a file in one place of a form',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ attachments: [FILE], agent: { name: '代某', mandateFileId: FILE } })),
    code: 'FILE_NAMED_TWICE',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no upload pass that it did not give',
    as: null,
    query: act('submitPetition', 'number'),
    variables: (stock) => {
      const {
        channel: _channel,
        receivedOn: _receivedOn,
        ...input
      } = filing(() => ({ attachments: [FILE], uploadPass: 'made.1.up.x' }))(stock).input;
      return { input };
    },
    code: 'UPLOAD_PASS_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'adds no receipt for somebody who only registers',
    as: 'registrar.city',
    query: act('attachFile'),
    variables: on('registered', () => ({ fileId: FILE, role: 'RECEIPT' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'opens no file that the petition does not have',
    as: 'registrar.city',
    query: act('openFile', 'link'),
    variables: on('registered', () => ({ fileId: FILE })),
    code: 'FILE_UNKNOWN',
    kind: 'NOT_FOUND',
  },

  // tokens and tracking
  {
    title: 'knows no token that has expired',
    as: (s) => ({ token: s.expiredToken }),
    query: '{ me { id } }',
    code: 'TOKEN_EXPIRED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'knows no token that somebody made',
    as: (s) => ({ token: s.forgedToken }),
    query: '{ me { id } }',
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'knows no token that is none',
    as: () => ({ token: 'abc' }),
    query: '{ me { id } }',
    code: 'TOKEN_INVALID',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'signs nobody in with a wrong password',
    as: null,
    query: 'mutation { signIn(input: { account: "auditor2.city", password: "wrong-password" }) { accessToken } }',
    code: 'SIGN_IN_FAILED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'signs no unknown account in, in the same words',
    as: null,
    query: 'mutation { signIn(input: { account: "nobody.city", password: "wrong-password" }) { accessToken } }',
    code: 'SIGN_IN_FAILED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'tracks nothing by a code whose check character is wrong',
    as: null,
    query: '{ trackPetition(queryCode: "0123456789AB", secret: "123456") { number } }',
    code: 'QUERY_CODE_MALFORMED',
    kind: 'INVALID_INPUT',
  },

  // the graph
  {
    title: 'reads no field that is not there',
    as: 'registrar.city',
    query: '{ me { password } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'reads no query it cannot parse',
    as: 'registrar.city',
    query: '{ me { id }',
    code: 'GRAPHQL_PARSE_FAILED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no day that is none',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ receivedOn: '2025-02-30' })),
    code: 'DAY_MALFORMED',
    kind: 'INVALID_INPUT',
  },
  {
    title: 'takes no channel it does not know',
    as: 'registrar.city',
    query: REGISTER,
    variables: filing(() => ({ channel: 'PIGEON' })),
    code: 'BAD_USER_INPUT',
    kind: 'INVALID_INPUT',
  },
  ...['Plain', '__schema', '__type', 'IntrospectionQuery'].flatMap((operationName): Refusal[] => [
    {
      title: `goes no deeper than ten, whatever the operation is called (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} ${deep(12)}`,
      operationName,
      code: 'REQUEST_TOO_DEEP',
      kind: 'INVALID_INPUT',
    },
    {
      title: `answers no more than thirty aliases (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} ${wide(31)}`,
      operationName,
      code: 'TOO_MANY_ALIASES',
      kind: 'INVALID_INPUT',
    },
    {
      title: `hands out no page of more than a hundred (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} { petitions(first: 101) { edges { node { id } } } }`,
      operationName,
      code: 'PAGE_TOO_LARGE',
      kind: 'INVALID_INPUT',
    },
    {
      title: `hands out no such page by a variable either (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName}($n: Int) { petitions(first: $n) { edges { node { id } } } }`,
      variables: () => ({ n: 100_000 }),
      operationName,
      code: 'PAGE_TOO_LARGE',
      kind: 'INVALID_INPUT',
    },
    {
      title: `spends no more than five thousand (${operationName})`,
      as: 'registrar.city',
      query: `query ${operationName} { petitions(first: 100) { edges { node { ${'abcdefgh'
        .split('')
        .map((a) => `${a}: history { on at actor act basis } ${a}${a}: clocks { id explanation { step to source text } }`)
        .join(' ')} } } } }`,
      operationName,
      code: 'REQUEST_TOO_COSTLY',
      kind: 'INVALID_INPUT',
    },
  ]),
  {
    title: 'tells nobody without an account of what comes to an organ',
    as: null,
    query: '{ organLiveKey }',
    code: 'SIGN_IN_REQUIRED',
    kind: 'UNAUTHENTICATED',
  },
  {
    title: 'tells no officer of what comes to another organ',
    as: 'handler.housing',
    query: 'query ($organ: ID) { organLiveKey(organId: $organ) }',
    variables: (stock) => ({ organ: stock.labour }),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'gives the accused unit no key to live updates of a report, as of an unknown petition',
    as: 'handler.housing',
    query: 'query ($id: ID!) { petition(id: $id) { liveKey } }',
    variables: (stock) => ({ id: stock.report }),
    code: 'PETITION_NOT_FOUND',
    kind: 'NOT_FOUND',
  },
  {
    title: 'continues no list from a cursor that somebody made',
    as: 'registrar.city',
    query: '{ petitions(first: 5, after: "bm90IGEgY3Vyc29y") { edges { node { id } } } }',
    code: 'CURSOR_MALFORMED',
    kind: 'INVALID_INPUT',
  },
  ...routingRefusals,
  ...groupRefusals,
  ...listRefusals,
  ...administrationRefusals,
  ...handlingRefusals,
];
