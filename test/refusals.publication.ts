import { NOBODY, act, on, type Refusal } from './refusals.rows.js';

const GATE = { noStateSecret: true, noBusinessSecret: true, noPrivacy: true };
const propose = on('served', () => ({ documentId: NOBODY, content: '{}', gate: GATE }));
const chosen = on('served', () => ({ publicationId: NOBODY }));

/** The text of an opinion in public. */
export const publicationRefusals: readonly Refusal[] = [
  {
    title: 'proposes no opinion for publication that the petition does not have',
    as: 'handler.housing',
    query: act('proposePublication'),
    variables: propose,
    code: 'PUBLICATION_OPINION_UNKNOWN',
    kind: 'NOT_FOUND',
    source: '36 ¶2',
    field: 'documentId',
  },
  {
    title: 'lets who transfers propose no publication',
    as: 'dispatcher.city',
    query: act('proposePublication'),
    variables: propose,
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'publishes nothing with consent that nobody has proposed',
    as: 'issuer.housing',
    query: act('publishConsentedOpinion'),
    variables: chosen,
    code: 'PUBLICATION_UNKNOWN',
    kind: 'NOT_FOUND',
    source: '个人信息保护法',
    field: 'publicationId',
  },
  {
    title: 'lets only the reviewing organ publish after a hearing',
    as: 'issuer.housing',
    query: act('publishHeardOpinion'),
    variables: chosen,
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'takes nothing down that does not stand',
    as: 'handler.housing',
    query: act('takePublicationDown'),
    variables: on('served', () => ({ publicationId: NOBODY, reason: '表述不当' })),
    code: 'PUBLICATION_UNKNOWN',
    kind: 'NOT_FOUND',
    source: '36 ¶2',
    field: 'publicationId',
  },
  {
    title: 'enters no consent to the publication of an opinion that the petition does not have',
    as: 'registrar.city',
    query: act('agreeToPublication', 'agrees'),
    variables: on('served', () => ({ documentId: NOBODY, way: 'IN_PERSON' })),
    code: 'PUBLICATION_OPINION_UNKNOWN',
    kind: 'NOT_FOUND',
    source: '个人信息保护法',
    field: 'documentId',
  },
  {
    title: 'lets who transfers enter no objection to a publication',
    as: 'dispatcher.city',
    query: act('objectToPublication', 'agrees'),
    variables: on('served', () => ({ documentId: NOBODY, way: 'IN_PERSON' })),
    code: 'ACT_NOT_YOURS',
    kind: 'FORBIDDEN',
  },
  {
    title: 'enters no consent to the publication of a report',
    as: 'registrar.city',
    query: act('agreeToPublication', 'agrees'),
    variables: on('report', () => ({ documentId: NOBODY, way: 'IN_PERSON' })),
    code: 'PUBLICATION_NEVER',
    kind: 'RULE_BROKEN',
    source: '信访工作条例 30',
  },
];
