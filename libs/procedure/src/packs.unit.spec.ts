import { describe, expect, it } from '@jest/globals';
import {
  acceptPack,
  contentHash,
  dispositionOf,
  groundsOf,
  handleRuns,
  nationalPacks,
  packNamed,
  requiredParts,
  reviewGroundsOf,
  SERVICE_WAYS,
  TERMS,
  type RulePack,
  type Term,
} from './index.js';

const packs = nationalPacks();
const pack2005 = packNamed(packs, 'CN-2005');
const pack2022 = packNamed(packs, 'CN-2022');

type Row = [
  Term,
  y2022: string,
  y2005: string,
  nature: string,
  owner: string,
  extension: string,
  pause: string,
  article2022: string,
  article2005: string,
];

/** The rulebook's table of terms, typed by hand: `d` natural days, `wd` working days, `date` set in a paper, `-` none. */
const table: Row[] = [
  ['ROUTE', '15 d', '15 d', 'duty', 'case', '-', '-', '22', '21'],
  ['NOTIFY_DIRECT', '15 d', '15 d', 'duty', 'case', '-', '-', '23 ¶1-2', '22 ¶2'],
  ['NOTIFY_TRANSFERRED', '15 d', '15 d', 'duty', 'case', '-', '-', '23 ¶3', '21 ¶2'],
  ['OBJECT', '5 wd', '-', 'option', 'case', '-', '-', '23 ¶3', '21'],
  ['OBJECT_DECIDE', '3 wd', '-', 'duty', 'case', '-', '-', '', '21'],
  ['HANDLE', '60 d', '60 d', 'duty', 'case', '30 x1', '-', '34', '33'],
  ['SIMPLE_ACCEPT', '3 wd', '3 wd', 'duty', 'case', '-', '-', '', ''],
  ['SIMPLE_HANDLE', '10 wd', '10 wd', 'duty', 'case', '-', '-', '', ''],
  ['ASSIGNMENT_REPORT', 'date', 'date', 'duty', 'case', 'free', '-', '22(3)', '21(4)'],
  ['EXECUTE', 'date', 'date', 'duty', 'case', 'free', '-', '32', '32'],
  ['PROMISE', 'date', 'date', 'duty', 'case', 'free', '-', '33', ''],
  ['REVIEW_REQUEST', '30 d', '30 d', 'right', 'case', '-', '-', '35', '34'],
  ['REVIEW', '30 d', '30 d', 'duty', 'case', '-', '-', '35', '34'],
  ['REREVIEW_REQUEST', '30 d', '30 d', 'right', 'case', '-', '-', '36', '35'],
  ['REREVIEW', '30 d', '30 d', 'duty', 'case', '-', 'hearing 30', '36 ¶2', '35 ¶2'],
  ['REDO', 'date', 'date', 'duty', 'case', '-', '-', '', ''],
  ['ADVICE_REPLY', 'date', '30 d', 'duty', 'supervision', 'free', '-', '40', '36'],
  ['REMINDER_REPLY', 'date', 'date', 'own', 'supervision', 'free', '-', '', ''],
  ['SUPERVISION_REPLY', 'date', 'date', 'own', 'supervision', 'free', '-', '40', '36'],
  ['CORRECTION', 'date', 'date', 'own', 'supervision', '-', '-', '38', '36'],
  ['CONDUCT_REPLY', 'date', 'date', 'own', 'supervision', '-', '-', '42', '40'],
  ['DECIDE_EXIT', '15 d', '-', 'duty', 'case', '-', '-', '', '21、22'],
  ['PERFORM', 'date', '-', 'duty', 'case', '-', '-', '31(5)；行政诉讼法 47', '21、22'],
  ['COMMITMENT_REVIEW', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['INSTRUCTION_ANSWER', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['ASSISTANCE_ANSWER', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['MATERIAL', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['SUPPLEMENT', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['REVIEW_FILE', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['STAGE_REPORT', 'date', 'date', 'own', 'case', '-', '-', '', ''],
  ['ARCHIVE', 'date', 'date', 'own', 'case', '-', '-', '', ''],
];

function shown(pack: RulePack, term: Term) {
  const { length, given, extension, pause } = pack.terms[term];
  return {
    length: length ? `${length.days} ${length.unit === 'day' ? 'd' : 'wd'}` : given ? 'date' : '-',
    extension: !extension.allowed ? '-' : extension.maxDays === null ? 'free' : `${extension.maxDays} x${extension.times}`,
    pause: pause.allowed ? `${pause.reason} ${pause.max.days}` : '-',
  };
}

describe('the terms of both national packs', () => {
  it('are the table of the rulebook, no term more or less', () => {
    expect(table.map(([term]) => term)).toEqual([...TERMS]);
    for (const pack of packs) expect(Object.keys(pack.terms).toSorted()).toEqual([...TERMS].toSorted());
  });

  it.each(table)(
    '%s: %s under CN-2022, %s under CN-2005',
    (term, y2022, y2005, nature, owner, extension, pause, article2022, article2005) => {
      expect(shown(pack2022, term)).toEqual({ length: y2022, extension, pause });
      const extension2005 = term === 'ADVICE_REPLY' ? '-' : extension;
      expect(shown(pack2005, term)).toEqual({ length: y2005, extension: extension2005, pause });
      for (const [pack, article] of [
        [pack2022, article2022 && `信访工作条例 ${article2022}`],
        [pack2005, article2005 && `信访条例 ${article2005}`],
      ] as const) {
        expect(pack.terms[term]).toMatchObject({ nature, owner });
        if (article) expect(pack.terms[term].source).toBe(article);
      }
    },
  );

  it('mark what was not read in the law: the fast-track days of 2022 are unverified, the sender’s days are our own', () => {
    for (const term of ['SIMPLE_ACCEPT', 'SIMPLE_HANDLE'] as const) {
      expect(pack2022.terms[term]).toMatchObject({ mark: 'unverified', validity: 'unverified', length: { mark: 'unverified' } });
      expect(pack2005.terms[term]).toMatchObject({ mark: 'verified', validity: 'verified' });
    }
    expect(pack2022.terms.OBJECT_DECIDE).toMatchObject({ mark: 'own_rule', validity: 'own', length: { mark: 'own_rule' } });
    expect(pack2022.terms.DECIDE_EXIT).toMatchObject({ mark: 'own_rule', validity: 'own', length: { mark: 'own_rule' } });
    expect(pack2022.terms.HANDLE.extension).toMatchObject({ allowed: true, before: 'effective', times: 1 });
    expect(pack2022.terms.REREVIEW.pause).toMatchObject({ mark: 'verified', max: { mark: 'own_rule' } });
  });
});

describe('every value of a pack', () => {
  /** Walks a pack; calls back for every object that carries a fact of law: a row of a table, a length, a step. */
  function leavesWithoutOrigin(value: unknown, path: string, found: string[]): string[] {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        if (typeof item === 'object' && item !== null && !('source' in item && 'mark' in item)) found.push(`${path}[${index}]`);
        leavesWithoutOrigin(item, `${path}[${index}]`, found);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        const here = `${path}.${key}`;
        if (typeof item === 'object' && item !== null && !Array.isArray(item) && !isTable(here) && !('source' in item && 'mark' in item))
          found.push(here);
        leavesWithoutOrigin(item, here, found);
      }
    }
    return found;
  }
  const isTable = (path: string) => /^\.(terms|documents|values)$/.test(path);

  it.each(packs.map((pack) => [pack.id, pack] as const))('of %s has a source and a mark', (_id, pack) => {
    expect(leavesWithoutOrigin(pack, '', [])).toEqual([]);
    const text = JSON.stringify(pack);
    expect(text.match(/"source":"[^"]+","mark":"|"mark":"[^"]+","source":"|"source":"[^"]+"/g)?.length).toBeGreaterThan(300);
  });

  it('travels as JSON and keeps its hash; a changed pack is refused', () => {
    for (const pack of packs) {
      const { hash, ...content } = pack;
      expect(hash).toBe(contentHash(content));
      expect(acceptPack(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
      expect(() => acceptPack({ ...pack, title: '另一规则' })).toThrow(expect.objectContaining({ code: 'PACK_HASH_MISMATCH' }));
      expect(() => acceptPack({ ...pack, terms: {} })).toThrow(expect.objectContaining({ code: 'PACK_MALFORMED' }));
    }
    expect(pack2005.hash).not.toBe(pack2022.hash);
  });

  it('is accepted without the terms and lists that came later, as it was published before them', () => {
    const { hash: _hash, terms, ...whole } = pack2022;
    const {
      DECIDE_EXIT: _decide,
      PERFORM: _perform,
      REMINDER_REPLY: _reminder,
      SUPERVISION_REPLY: _supervision,
      CONDUCT_REPLY: _conductReply,
      ...earlier
    } = terms;
    const {
      review: _review,
      warningHours: _hours,
      supervisionTriggers: _triggers,
      qualitySheet: _sheet,
      conduct: _conduct,
      ...rest
    } = whole;
    const before = { ...rest, terms: earlier };
    expect(acceptPack({ ...before, hash: contentHash(before) }).terms).not.toHaveProperty('REMINDER_REPLY');
    const { ROUTE: _route, ...lacking } = terms;
    const without = { ...rest, terms: lacking };
    expect(() => acceptPack({ ...without, hash: contentHash(without) })).toThrow(expect.objectContaining({ code: 'PACK_MALFORMED' }));
  });
});

describe('which matters run HANDLE', () => {
  it('under CN-2022 only a claim of exit 31(6)', () => {
    expect(handleRuns(pack2022, { kind: 'CLAIM', exit: '31(6)' })).toBe(true);
    for (const exit of ['31(1)', '31(2)', '31(3)', '31(4)', '31(5)'] as const)
      expect(handleRuns(pack2022, { kind: 'CLAIM', exit })).toBe(false);
    expect(handleRuns(pack2022, { kind: 'CLAIM', exit: null })).toBe(false);
    for (const kind of ['SUGGESTION', 'REPORT'] as const) expect(handleRuns(pack2022, { kind, exit: null })).toBe(false);
  });

  it('under CN-2005 every matter that is accepted', () => {
    for (const exit of ['31(1)', '31(5)', '31(6)'] as const) expect(handleRuns(pack2005, { kind: 'CLAIM', exit })).toBe(true);
    for (const kind of ['SUGGESTION', 'REPORT'] as const) expect(handleRuns(pack2005, { kind, exit: null })).toBe(true);
  });
});

describe('grounds of declining', () => {
  const codes = (pack: RulePack, act: 'refuseAcceptance' | 'refuseRefiling') => groundsOf(pack, act).map(({ code }) => code);

  it('CN-2005 declines statutory routes and visits in hand below; CN-2022 only what a superior finds in hand below', () => {
    expect(codes(pack2005, 'refuseAcceptance')).toEqual([
      'npc_court_procuratorate',
      'statutory_route',
      'visit_above_level',
      'pending_with_lower_organ',
      'review_time_missed',
    ]);
    expect(codes(pack2022, 'refuseAcceptance')).toEqual(['pending_with_lower_organ']);
    expect(groundsOf(pack2022, 'refuseAcceptance')[0]).toMatchObject({ by: ['superior'], visitsOnly: false });
    expect(pack2005.grounds.find(({ code }) => code === 'pending_with_lower_organ')).toMatchObject({ visitsOnly: true });
    for (const pack of packs) expect(codes(pack, 'refuseRefiling')).toEqual(['after_rereview_same_facts']);
  });
});

describe('parts of a document', () => {
  const names = (kind: string, when?: string[]) => requiredParts(pack2022, kind, when).map(({ part }) => part);

  it('an opinion answers every request with facts and basis and names the remedy; a date of execution where it supports', () => {
    expect(names('OPINION')).toEqual(expect.arrayContaining(['requests', 'facts', 'basis', 'answers', 'remedy']));
    expect(names('OPINION')).not.toContain('executeBy');
    expect(names('OPINION', ['supported'])).toContain('executeBy');
    expect(
      requiredParts(pack2022, 'OPINION')
        .filter(({ perRequest }) => perRequest)
        .map(({ part }) => part),
    ).toEqual(['requests', 'facts', 'basis', 'answers']);
  });

  it('an assignment letter is a transfer slip with deadline, duty to report and points', () => {
    expect(names('ASSIGNMENT_LETTER')).toEqual(expect.arrayContaining([...names('TRANSFER_SLIP'), 'deadline', 'dutyToReport', 'points']));
  });

  it('a proof of service asks what its way of service asks', () => {
    expect(names('SERVICE_RECEIPT')).toEqual(['document', 'recipient', 'way', 'servedOn', 'place']);
    expect(names('SERVICE_RECEIPT', ['post'])).toContain('postReceipt');
  });

  it.each([
    'NOTICE',
    'ACCEPTANCE',
    'TRANSFER_SLIP',
    'ASSIGNMENT_LETTER',
    'EXTENSION_NOTICE',
    'OPINION',
    'SERVICE_RECEIPT',
    'COMPLETION_REVIEW',
  ])('%s stands in both packs', (kind) => {
    for (const pack of packs) expect(requiredParts(pack, kind).length).toBeGreaterThan(3);
  });

  it('an unknown kind is refused', () => {
    for (const kind of ['LOVE_LETTER', 'toString']) {
      expect(() => requiredParts(pack2022, kind)).toThrow(expect.objectContaining({ code: 'DOCUMENT_KIND_UNKNOWN' }));
    }
  });
});

describe('papers', () => {
  /** A slip with the code goes with them. */
  const WITH_A_SLIP: ReadonlySet<string> = new Set(['CODE_REISSUE', 'SPLIT_NOTICE']);
  const UP_TO_CLOSURE = [
    'REGISTRATION_FORM',
    'VISIT_SLIP',
    'NOTICE',
    'ACCEPTANCE',
    'REFUSAL',
    'REFILING_REFUSAL',
    'GUIDANCE',
    'VISIT_GUIDANCE',
    'TRANSFER_SLIP',
    'ASSIGNMENT_LETTER',
    'OBJECTION',
    'OBJECTION_DECISION',
    'RECALL_DECISION',
    'DESIGNATION',
    'DESIGNATION_NOTICE',
    'SUPPLEMENT_REQUEST',
    'CODE_REISSUE',
    'POINTING_NOTICE',
    'REFERENCE_NOTICE',
    'EXTENSION_NOTICE',
    'OPINION',
    'REVIEW_SUPPLEMENT',
    'REVIEW_REFUSAL',
    'REVIEW_OPINION',
    'REREVIEW_OPINION',
    'PERFORMANCE_ANSWER',
    'SUGGESTION_REPLY',
    'SETTLEMENT',
    'SERVICE_RECEIPT',
    'COMPLETION_REPORT',
    'STAGE_REPORT',
    'REDO_RETURN',
    'COMPLETION_REVIEW',
    'HAND_OVER',
  ];

  it.each(packs.map((pack) => [pack.id, pack] as const))('%s knows every paper of a matter up to its closure', (_id, pack) => {
    expect(Object.keys(pack.documents)).toEqual(expect.arrayContaining(UP_TO_CLOSURE));
    for (const { exit, document } of pack.exits) expect([exit, pack.documents[document]?.to]).toEqual([exit, 'petitioner']);
  });

  it.each(packs.map((pack) => [pack.id, pack] as const))(
    'of %s that go to a petitioner bear issuer, number, date, seal and query code',
    (_id, pack) => {
      for (const [kind, { to }] of Object.entries(pack.documents)) {
        const parts = requiredParts(pack, kind).map(({ part }) => part);
        expect(new Set(parts).size).toBe(parts.length);
        if (to !== 'petitioner') continue;
        const common = ['issuer', 'number', 'petitionNumber', 'date', 'seal', 'contact'];
        expect(parts).toEqual(expect.arrayContaining(WITH_A_SLIP.has(kind) ? common : [...common, 'queryCode']));
      }
    },
  );

  it('name who may issue them: no opinion by a bureau, no assignment by another organ', () => {
    for (const pack of packs) {
      expect(pack.documents['OPINION']?.issuer).toEqual(['organ']);
      expect(pack.documents['ASSIGNMENT_LETTER']?.issuer).toEqual(['bureau']);
      expect(pack.values['internalOffice']?.direction).toBe('fixed');
    }
  });
});

describe('ways of service', () => {
  it.each(packs.map((pack) => [pack.id, pack] as const))(
    'of %s are the table of the rulebook; public notice is none of them',
    (_id, pack) => {
      expect(pack.serviceWays.map(({ way, day, needs }) => [way, day, needs.map(({ anyOf }) => anyOf)])).toEqual([
        ['in_person', 'signature', [['signature', 'receiptFileId']]],
        ['household', 'signature', [['signature'], ['relation']]],
        ['agent', 'signature', [['signature'], ['mandate']]],
        ['post', 'receipt', [['receiptNumber']]],
        ['electronic', 'arrival', [['consent']]],
        ['left', 'left', [['witness', 'photo']]],
        ['undeliverable', 'none', [['attempts']]],
      ]);
      expect(pack.serviceWays.map(({ way }) => way)).toEqual([...SERVICE_WAYS]);
      expect(pack.values['serviceByPublicNotice']?.value).toBe(false);
    },
  );

  it('ask at dispatch for the post receipt and the consent; a signature comes with service', () => {
    const sent = pack2022.serviceWays.filter(({ needs }) => needs.some(({ sent: asked }) => asked)).map(({ way }) => way);
    expect(sent).toEqual(['post', 'electronic']);
  });
});

describe('other tables', () => {
  it('cap representatives of a visit at five, and name closing grounds with their proofs', () => {
    for (const pack of packs) {
      expect(pack.representatives).toMatchObject([{ upToPeople: null, max: 5 }]);
      expect(pack.closingGrounds.find(({ code }) => code === 'opinion_final')?.needs).toContain('serviceReceipt');
      expect(pack.values['secondHandling']).toMatchObject({ value: true, direction: 'true' });
    }
  });

  it('let a review end in three ways, and change or revoke on a ground of the table alone', () => {
    for (const pack of packs) {
      expect(pack.review?.dispositions.map(({ code, ground }) => [code, ground])).toEqual([
        ['uphold', false],
        ['change', true],
        ['revoke', true],
      ]);
      expect(reviewGroundsOf(pack, 'uphold')).toEqual([]);
      expect(dispositionOf(pack, 'revoke')).toMatchObject({ title: '撤销' });
      expect(dispositionOf(pack, 'send_back')).toBeUndefined();
    }
  });

  it.each([
    ['facts_unclear', true, true],
    ['evidence_thin', true, true],
    ['wrong_basis', true, true],
    ['procedure_broken', true, false],
    ['beyond_power', true, false],
    ['plainly_unfit', true, false],
    ['not_acceptable', false, false],
  ])('after a review revoked for %s: done again %s, the same result forbidden %s', (code, redo, redoBan) => {
    for (const pack of packs) {
      expect(reviewGroundsOf(pack, 'revoke').find((ground) => ground.code === code)).toMatchObject({ redo, redoBan });
    }
  });

  it('revoke alone what should not have been accepted', () => {
    for (const pack of packs) expect(reviewGroundsOf(pack, 'change').map(({ code }) => code)).not.toContain('not_acceptable');
  });

  it('exempt from NOTIFY_DIRECT where name or address is unclear, never from NOTIFY_TRANSFERRED for that', () => {
    for (const pack of packs) {
      expect(pack.exemptions.find(({ code }) => code === 'name_or_address_unclear')?.terms).toEqual(['NOTIFY_DIRECT']);
    }
    expect(pack2022.exemptions.map(({ code }) => code)).toEqual([
      'name_or_address_unclear',
      'litigation_relief_at_political_legal_organ',
      'report_at_discipline_organ',
    ]);
  });

  it('give each of the six exits once', () => {
    for (const pack of packs) expect(pack.exits.map(({ exit }) => exit)).toEqual(['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(6)']);
    expect(pack2022.exits.filter(({ way }) => way === 'opinion').map(({ exit }) => exit)).toEqual(['31(6)']);
    expect(pack2022.exits.every(({ decidedBy }) => decidedBy === 'organ')).toBe(true);
    expect(pack2005.exits.filter(({ way }) => way === 'decline').every(({ decidedBy }) => decidedBy === 'bureau')).toBe(true);
  });
});
