import { describe, expect, it } from '@jest/globals';
import type { Act } from '@sunshine/events';
import { FILING_LIMITS } from '@sunshine/words';
import {
  citizenChannel,
  judgeFiling,
  register as numbered,
  staffChannel,
  type Filing,
  type FilingFacts,
  type PetitionerFields,
} from './registration.js';

const ORGAN = '0190a0b0-0000-7000-8000-000000000001';
const OTHER = '0190a0b0-0000-7000-8000-000000000002';
const PERSON = '0190a0b0-0000-7000-8000-000000000003';
const PREVIOUS = '0190a0b0-0000-7000-8000-000000000004';

const act = (on = '2025-03-03'): Act => ({
  actor: { kind: 'person', id: PERSON },
  at: `${on}T04:00:00.000Z`,
  on,
  recordedAt: `${on}T04:00:00.000Z`,
  correlationId: 'test',
});

const aFiling = (more: Partial<Filing> = {}): Filing => ({
  channel: 'LETTER',
  kind: 'CLAIM',
  division: '990100',
  receivedOn: '2025-03-03',
  summary: '小区供暖不足',
  text: '入冬以来室温一直低于标准。',
  requests: [{ text: '恢复供暖' }],
  petitioners: [{ name: '甲某', address: '东湖路一号' }],
  ...more,
});

const facts = (more: Partial<FilingFacts> = {}): FilingFacts => {
  let next = 16;
  return {
    organ: { id: ORGAN, kind: 'petition_bureau', closedOn: null },
    knownOrgans: new Set([ORGAN, OTHER]),
    previousId: null,
    representatives: [{ upToPeople: null, max: 5, source: '信访工作条例 20 ¶3' }],
    deskId: ORGAN,
    named: [],
    visit: null,
    petitionId: '0190a0b0-0000-7000-8000-00000000000f',
    newId: () => `0190a0b0-0000-7000-8000-${String(next++).padStart(12, '0')}`,
    ...more,
  };
};

const register = (more: Partial<Filing> = {}, known: Partial<FilingFacts> = {}) =>
  numbered(judgeFiling(aFiling(more), facts(known), act()), '990100-20250303-000001');
const refusal = (code: string) => expect.objectContaining({ code });
const people = (count: number, more: PetitionerFields = {}): PetitionerFields[] =>
  Array.from({ length: count }, (_, at) => ({ name: `某${at}`, ...more }));

describe('a filing', () => {
  it('becomes a registration and one event that holds ids and facts alone', () => {
    const { state, events } = register();
    expect(state).toMatchObject({
      number: '990100-20250303-000001',
      registeredOn: '2025-03-03',
      receivedOn: '2025-03-03',
      peopleCount: 1,
      addressUnclear: false,
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'PetitionRegistered',
      data: {
        organId: ORGAN,
        organKind: 'petition_bureau',
        requestIds: [state.requests[0]?.id],
        petitionerIds: [state.petitioners[0]?.id],
      },
    });
    expect(JSON.stringify(events)).not.toMatch(/甲某|东湖|供暖/);
  });

  it.each([
    'LETTER',
    'VISIT',
    'PHONE',
    'FAX',
    'EMAIL',
    'LEADER_MAILBOX',
    'WECHAT',
    'KIOSK',
    'AGENT',
    'TRANSFER_IN',
    'WEB',
    'IMPORT',
  ] as const)('is never refused for its channel: %s', (channel) => {
    expect(register({ channel }).state.channel).toBe(channel);
  });

  it.each(['party_committee', 'township', 'department', 'enterprise'] as const)(
    'is never refused for the level or kind of the organ: %s',
    (kind) => {
      expect(register({}, { organ: { id: ORGAN, kind, closedOn: null } }).state.organId).toBe(ORGAN);
    },
  );

  it('counts its term from the day of receipt, which may lie before the day of registration but not after it', () => {
    expect(register({ receivedOn: '2025-03-01' }).state).toMatchObject({ receivedOn: '2025-03-01', registeredOn: '2025-03-03' });
    expect(() => register({ receivedOn: '2025-03-04' })).toThrow(refusal('RECEIVED_IN_FUTURE'));
  });

  it('bears a postmark no later than its receipt', () => {
    expect(register({ postmarkOn: '2025-03-03' }).state.postmarkOn).toBe('2025-03-03');
    expect(() => register({ receivedOn: '2025-03-02', postmarkOn: '2025-03-03' })).toThrow(refusal('POSTMARK_AFTER_RECEIPT'));
  });

  it('bears a first receipt stamp between postmark and receipt', () => {
    expect(register({ postmarkOn: '2025-03-02', firstStampOn: '2025-03-02' }).state.firstStampOn).toBe('2025-03-02');
    expect(register({ firstStampOn: '2025-03-03' }).state.firstStampOn).toBe('2025-03-03');
    expect(() => register({ receivedOn: '2025-03-02', firstStampOn: '2025-03-03' })).toThrow(refusal('STAMP_AFTER_RECEIPT'));
    expect(() => register({ postmarkOn: '2025-03-02', firstStampOn: '2025-03-01' })).toThrow(refusal('STAMP_BEFORE_POSTMARK'));
  });

  it.each(['2025-02-29', '2025-13-01', '2025-04-31', '20250303', '2025-3-3', '0000-01-01'])(
    'is sent back for a day that does not exist: %s',
    (receivedOn) => {
      expect(() => register({ receivedOn })).toThrow(refusal('FILING_DAY_MALFORMED'));
    },
  );

  it('knows leap days', () => {
    expect(register({ receivedOn: '2024-02-29' }).state.receivedOn).toBe('2024-02-29');
    expect(() => register({ receivedOn: '1900-02-29' })).toThrow(refusal('FILING_DAY_MALFORMED'));
    expect(register({ receivedOn: '2000-02-29' }).state.receivedOn).toBe('2000-02-29');
  });
});

describe('its words', () => {
  it.each([
    ['summary', FILING_LIMITS.summary, 'SUMMARY_TOO_LONG', 'SUMMARY_MISSING'],
    ['text', FILING_LIMITS.text, 'TEXT_TOO_LONG', 'TEXT_MISSING'],
  ] as const)('%s has 1 to %i characters', (field, limit, tooLong, missing) => {
    expect(register({ [field]: '字'.repeat(limit) }).state[field]).toHaveLength(limit);
    expect(() => register({ [field]: '字'.repeat(limit + 1) })).toThrow(refusal(tooLong));
    expect(() => register({ [field]: ' \n\t ' })).toThrow(refusal(missing));
  });

  it('counts a rare character once', () => {
    expect([...register({ summary: '𠮷'.repeat(200) }).state.summary]).toHaveLength(200);
    expect(() => register({ summary: '𠮷'.repeat(201) })).toThrow(refusal('SUMMARY_TOO_LONG'));
  });

  it('loses control characters and half characters, which no paper holds', () => {
    expect(register({ text: '一\u0000行\r\n二\ud800行\u0007\t完' }).state.text).toBe('一行\n二行\t完');
  });

  it('hold 1 to 20 requests, each with 1 to 2,000 characters', () => {
    const requests = (count: number, text = '一项') => Array.from({ length: count }, () => ({ text }));
    expect(register({ requests: requests(20) }).state.requests).toHaveLength(20);
    expect(() => register({ requests: requests(21) })).toThrow(refusal('REQUESTS_TOO_MANY'));
    expect(() => register({ requests: [] })).toThrow(refusal('REQUESTS_MISSING'));
    expect(() => register({ requests: [{ text: '好' }, { text: '　' }] })).toThrow(refusal('REQUEST_TEXT_MISSING'));
    expect(register({ requests: requests(1, '项'.repeat(2_000)) }).state.requests).toHaveLength(1);
    expect(() => register({ requests: requests(1, '项'.repeat(2_001)) })).toThrow(refusal('REQUEST_TEXT_TOO_LONG'));
  });
});

describe('petitioners', () => {
  it('are named, unless the filing is anonymous', () => {
    expect(() => register({ petitioners: [] })).toThrow(refusal('PETITIONER_MISSING'));
    expect(() => register({ petitioners: [{ phone: '00000000' }] })).toThrow(refusal('PETITIONER_NAME_MISSING'));
    expect(register({ anonymous: true, petitioners: null }).state).toMatchObject({ petitioners: [], addressUnclear: true, peopleCount: 1 });
    expect(register({ anonymous: true, petitioners: [{ phone: '00000000' }] }).state.petitioners).toHaveLength(1);
  });

  it('of an anonymous filing leave neither name nor document', () => {
    expect(() => register({ anonymous: true })).toThrow(refusal('ANONYMOUS_WITH_NAME'));
    expect(() => register({ anonymous: true, petitioners: [{ idNumber: '1' }] })).toThrow(refusal('ANONYMOUS_WITH_NAME'));
  });

  it('need no more than a name', () => {
    expect(register({ petitioners: [{ name: '甲某' }] }).state.petitioners[0]).toMatchObject({
      idNumber: null,
      phone: null,
      address: null,
    });
  });

  it('have their numbers kept narrow, so that age and repeats are read from them', () => {
    const child = { name: '甲', idNumber: '９９０１０２２０２００１０１１２３ｘ', phone: '１３８００００００００' };
    expect(register({ petitioners: [child] }).state.petitioners[0]).toMatchObject({
      idNumber: '99010220200101123x',
      phone: '13800000000',
      below14: true,
    });
  });

  it.each(['name', 'idType', 'idNumber', 'phone', 'address'] as const)('have a %s no longer than its field', (field) => {
    expect(register({ petitioners: [{ name: '甲', [field]: '1'.repeat(FILING_LIMITS[field]) }] }).state.petitioners).toHaveLength(1);
    expect(() => register({ petitioners: [{ name: '甲', [field]: '1'.repeat(FILING_LIMITS[field] + 1) }] })).toThrow(
      refusal('PETITIONER_FIELD_TOO_LONG'),
    );
  });

  it('are at most 200 by name; the others are counted', () => {
    expect(register({ petitioners: people(200) }).state.peopleCount).toBe(200);
    expect(() => register({ petitioners: people(201) })).toThrow(refusal('PETITIONERS_TOO_MANY'));
  });

  it('are no more than the people counted', () => {
    expect(register({ petitioners: people(2), peopleCount: 2 }).state.peopleCount).toBe(2);
    expect(register({ petitioners: people(2), peopleCount: 31 }).state.peopleCount).toBe(31);
    expect(() => register({ petitioners: people(2), peopleCount: 1 })).toThrow(refusal('PEOPLE_FEWER_THAN_PETITIONERS'));
  });

  it.each([0, -1, 1.5, 1_000_001])('are a whole number from 1 to a million: %d', (peopleCount) => {
    expect(() => register({ peopleCount })).toThrow(refusal('PEOPLE_COUNT_MALFORMED'));
    expect(register({ peopleCount: 1_000_000 }).state.peopleCount).toBe(1_000_000);
  });

  it('choose at most five representatives for a visit, and as many as they like for a joint letter', () => {
    expect(
      register({ channel: 'VISIT', petitioners: people(5, { representative: true }), peopleCount: 30 }).state.petitioners,
    ).toHaveLength(5);
    expect(() => register({ channel: 'VISIT', petitioners: people(6, { representative: true }), peopleCount: 30 })).toThrow(
      expect.objectContaining({ code: 'REPRESENTATIVES_TOO_MANY', source: '信访工作条例 20 ¶3' }),
    );
    expect(register({ channel: 'VISIT', petitioners: people(6) }).state.petitioners).toHaveLength(6);
    expect(register({ channel: 'LETTER', petitioners: people(6, { representative: true }) }).state.petitioners).toHaveLength(6);
  });

  it('choose as many representatives as the rule for their number allows', () => {
    const local = [
      { upToPeople: 10, max: 2, source: 'x' },
      { upToPeople: null, max: 5, source: 'y' },
    ];
    expect(() =>
      register({ channel: 'VISIT', petitioners: people(3, { representative: true }), peopleCount: 10 }, { representatives: local }),
    ).toThrow(refusal('REPRESENTATIVES_TOO_MANY'));
    expect(
      register({ channel: 'VISIT', petitioners: people(3, { representative: true }), peopleCount: 11 }, { representatives: local }).state
        .peopleCount,
    ).toBe(11);
  });

  it('can be told directly where name and a way to reach one of them are known', () => {
    const unclear = (more: Partial<Filing>) => register(more).state.addressUnclear;
    expect(unclear({ petitioners: [{ name: '甲' }] })).toBe(true);
    expect(unclear({ petitioners: [{ name: '甲' }, { name: '乙', phone: '00000000' }] })).toBe(false);
    expect(unclear({ channel: 'WEB', petitioners: [{ name: '甲' }] })).toBe(false);
    expect(unclear({ anonymous: true, petitioners: [{ address: '某处' }] })).toBe(true);
  });
});

describe('where it belongs', () => {
  it('is a division of six digits', () => {
    expect(() => register({ division: '9901' })).toThrow(refusal('DIVISION_MALFORMED'));
    expect(() => register({ division: '99010A' })).toThrow(refusal('DIVISION_MALFORMED'));
  });

  it('is an organ that still exists on the day of registration', () => {
    const closed = (closedOn: string) => register({}, { organ: { id: ORGAN, kind: 'department', closedOn } });
    expect(closed('2025-03-04').state.organId).toBe(ORGAN);
    expect(() => closed('2025-03-03')).toThrow(refusal('FILING_ORGAN_CLOSED'));
  });

  it('names further addressees that exist, at most twenty', () => {
    expect(register({ addressedTo: [OTHER, OTHER.toUpperCase()] }).state.addressedTo).toEqual([OTHER]);
    expect(() => register({ addressedTo: [PERSON] })).toThrow(refusal('FILING_ORGAN_UNKNOWN'));
    expect(() => register({ addressedTo: ['x'] })).toThrow(refusal('FILING_ID_MALFORMED'));
    const many = Array.from({ length: 21 }, (_, at) => `0190a0b0-0000-7000-8000-1${String(at).padStart(11, '0')}`);
    expect(() => register({ addressedTo: many }, { knownOrgans: new Set(many) })).toThrow(refusal('ADDRESSEES_TOO_MANY'));
    expect(register({ addressedTo: many.slice(1) }, { knownOrgans: new Set(many) }).state.addressedTo).toHaveLength(20);
  });
});

describe('whom it complains of', () => {
  it('is an organ or a text, which steers nothing', () => {
    const { state, events } = register({ respondent: [{ organId: OTHER }, { text: '某物业公司' }] });
    expect(state.respondent).toEqual([{ organId: OTHER }, { text: '某物业公司' }]);
    expect(events[0]).toMatchObject({ data: { respondentIds: [OTHER], accusedIds: [] } });
    expect(JSON.stringify(events)).not.toContain('物业');
  });

  it.each([[{}], [{ organId: OTHER, text: '又一个' }], [{ text: '字'.repeat(201) }]])('is named in one way: %j', (party) => {
    expect(() => register({ respondent: [party] })).toThrow(refusal('RESPONDENT_MALFORMED'));
    expect(register({ respondent: [{ text: '字'.repeat(200) }] }).state.respondent).toHaveLength(1);
  });

  it('is at most twenty', () => {
    const texts = (count: number) => Array.from({ length: count }, () => ({ text: '某单位' }));
    expect(register({ respondent: texts(20) }).state.respondent).toHaveLength(20);
    expect(() => register({ respondent: texts(21) })).toThrow(refusal('RESPONDENT_MALFORMED'));
  });

  it('is accused in reports only, and stands in the event by ids, the text never', () => {
    expect(() => register({ accused: [{ organId: OTHER }] })).toThrow(refusal('ACCUSED_ONLY_FOR_REPORT'));
    const { state, events } = register({
      kind: 'REPORT',
      accused: [{ organId: OTHER }, { personId: PERSON }, { text: '某科长' }],
      respondent: [{ organId: ORGAN }],
    });
    expect(state.accusedIds).toEqual([OTHER, PERSON]);
    expect(events[0]).toMatchObject({ data: { accusedIds: [OTHER, PERSON], respondentIds: [] } });
    expect(JSON.stringify(events)).not.toContain('科长');
    expect(() => register({ kind: 'REPORT', accused: [{ organId: OTHER, personId: PERSON }] })).toThrow(refusal('ACCUSED_MALFORMED'));
  });

  it('tells how many are accused in words alone, and which organs those words name', () => {
    const { state, events } = register(
      { kind: 'REPORT', accused: [{ organId: OTHER, text: '某科长' }, { text: '某局长' }, { text: '某人' }] },
      {
        named: [
          { id: OTHER, surely: true },
          { id: ORGAN, surely: false },
        ],
      },
    );
    expect(state).toMatchObject({ accusedIds: [OTHER], accusedInWords: 2, namedIds: [ORGAN] });
    expect(state.accused[0]).toEqual({ organId: OTHER, text: '某科长' });
    expect(events[0]).toMatchObject({ data: { accusedInWords: 2, namedIds: [ORGAN] } });
    expect(JSON.stringify(events)).not.toMatch(/科长|局长/);
    expect(register().events[0]?.data).not.toHaveProperty('accusedInWords');
    expect(register({ kind: 'REPORT', accused: [] }).events[0]).toMatchObject({ data: { accusedInWords: 0, accusedIds: [] } });
  });

  it('is complained of for the conduct of its staff in a claim: its unit is kept out, by id or where the words surely name it', () => {
    const complaint = { staffConduct: true, respondent: [{ organId: OTHER }, { text: '某窗口' }] };
    expect(register(complaint).state).toMatchObject({ accusedIds: [OTHER], accusedInWords: 1, staffConduct: true });
    expect(register(complaint, { named: [{ id: ORGAN, surely: true }] }).state.accusedIds).toEqual([OTHER, ORGAN]);
    expect(register(complaint, { named: [{ id: ORGAN, surely: false }] }).state).toMatchObject({ accusedIds: [OTHER], namedIds: [ORGAN] });
    expect(register({ respondent: [{ organId: OTHER }] }).state).toMatchObject({
      accusedIds: [],
      accusedInWords: null,
      staffConduct: false,
    });
    for (const kind of ['REPORT', 'SUGGESTION'] as const)
      expect(() => register({ kind, staffConduct: true })).toThrow(refusal('STAFF_CONDUCT_OF_CLAIMS_ONLY'));
  });
});

describe('the rest of the form', () => {
  it('has an agent with a name', () => {
    expect(() => register({ agent: { name: ' ' } })).toThrow(refusal('AGENT_NAME_MALFORMED'));
    expect(register({ agent: { name: '丙'.repeat(100) } }).state.agentName).toHaveLength(100);
    expect(() => register({ agent: { name: '丙'.repeat(101) } })).toThrow(refusal('AGENT_NAME_MALFORMED'));
  });

  it('has an urgent event that ends on a day, no earlier than the receipt', () => {
    expect(register({ urgentEvent: { reason: '桥面塌陷', endsOn: '2025-03-03' } }).state.urgentEvent).toEqual({
      reason: '桥面塌陷',
      endsOn: '2025-03-03',
    });
    expect(() => register({ urgentEvent: { reason: '桥面塌陷', endsOn: '2025-03-02' } })).toThrow(refusal('URGENT_EVENT_ENDS_TOO_EARLY'));
    expect(() => register({ urgentEvent: { reason: '', endsOn: '2025-03-03' } })).toThrow(refusal('URGENT_EVENT_MALFORMED'));
    expect(() => register({ urgentEvent: { reason: '急'.repeat(501), endsOn: '2025-03-03' } })).toThrow(refusal('URGENT_EVENT_MALFORMED'));
  });

  it('has a purpose of at most twenty characters and a content class of six digits', () => {
    expect(register({ purpose: '求'.repeat(20), contentClass: '010203' }).state).toMatchObject({ contentClass: '010203' });
    expect(() => register({ purpose: '求'.repeat(21) })).toThrow(refusal('PURPOSE_TOO_LONG'));
    expect(() => register({ contentClass: '01020' })).toThrow(refusal('CONTENT_CLASS_MALFORMED'));
  });

  it('names an earlier matter that the registrar can see; what a citizen names is kept as it is', () => {
    const previousNumber = '990100-20240101-000009';
    expect(register({ previousNumber }, { previousId: PREVIOUS }).state).toMatchObject({ previousNumber, previousId: PREVIOUS });
    expect(register({ previousNumber }).state).toMatchObject({ previousNumber, previousId: null });
    expect(() => register({ previousNumber: '990100-2024-9' })).toThrow(refusal('PREVIOUS_NUMBER_MALFORMED'));
  });
});

describe('channels', () => {
  it('of a citizen are web, WeChat and kiosk', () => {
    expect([citizenChannel(null), citizenChannel('WECHAT'), citizenChannel('KIOSK')]).toEqual(['WEB', 'WECHAT', 'KIOSK']);
    expect(() => citizenChannel('LETTER')).toThrow(refusal('CHANNEL_NOT_FOR_CITIZENS'));
  });

  it('of import belong to the migrator alone', () => {
    expect(staffChannel('IMPORT', true)).toBe('IMPORT');
    expect(staffChannel('VISIT', false)).toBe('VISIT');
    expect(() => staffChannel('IMPORT', false)).toThrow(refusal('CHANNEL_IMPORT_NOT_YOURS'));
    expect(() => staffChannel('LETTER', true)).toThrow(refusal('CHANNEL_NOT_FOR_IMPORT'));
  });
});
