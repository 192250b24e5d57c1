import { act, draft, on, sent, type Refusal } from './refusals.rows.js';

/** What opinions, their service, the time for them and the end refuse. */
export const opinionRefusals: readonly Refusal[] = [
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
    title: 'saves no draft of an opinion over one that was not read',
    as: 'handler.housing',
    query: act('saveOpinionDraft'),
    variables: on('accepted', () => ({ formerVersion: '01900000-0000-7000-8000-000000000000', facts: '属实', evidence: [], answers: [] })),
    code: 'OPINION_DRAFT_MOVED',
    kind: 'CONFLICT',
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
];
