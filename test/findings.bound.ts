import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { dayNumber, dayOf, type Day } from '@sunshine/procedure';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

interface Clock {
  readonly term: string;
  readonly state: string;
  readonly nominalDue: string;
  readonly effectiveDue: string;
}

/** Whom the law binds: an organ by the matter it has, a bureau by its level. */
export function bound(city: () => FindingsCity): void {
  const clocksOf = async (account: string, petitionId: string): Promise<Record<string, Clock>> => {
    const petition = await city().petition<{ clocks: Clock[] }>(account, petitionId, 'clocks { term state nominalDue effectiveDue }');
    return Object.fromEntries((petition?.clocks ?? []).map((clock) => [clock.term, clock]));
  };
  const onBoard = async (number: string): Promise<Record<string, string>> => {
    const board =
      'query ($number: String!) { supervisionBoard(filter: { petitionNumber: $number }) { edges { node { clock { term state } } } } }';
    const { supervisionBoard } = await city().query<{ supervisionBoard: { edges: { node: { clock: Clock } }[] } }>(
      'supervisor.city',
      board,
      {
        number,
      },
    );
    return Object.fromEntries(supervisionBoard.edges.map(({ node: { clock } }) => [clock.term, clock.state]));
  };

  /** The day so many days ago. */
  const back = (days: number): string => dayOf(dayNumber(city().today as Day) - days);

  it('2-4: an ordinary claim at the police is told, objected to, capped and late like any other; a litigation letter is only not told', async () => {
    const filed = () => city().filed({ receivedOn: back(151), on: back(151) });
    const sent = async (organ: string) => {
      const letter = await filed();
      await city().act('dispatcher.city', 'routePetition', {
        petitionId: letter.id,
        kind: 'TRANSFER',
        toOrganId: organId(organ),
        reason: '属该单位职责',
        on: back(150),
      });
      return letter;
    };
    const [police, housing] = [await sent('police.city'), await sent('housing.city')];
    const litigation = await filed();
    await city().act('dispatcher.city', 'sendToPoliticalLegalOrgan', {
      petitionId: litigation.id,
      toOrganId: organId('police.city'),
      reason: '涉法涉诉信件',
      on: back(150),
    });
    await city().rest();
    const [ofPolice, ofHousing] = [await clocksOf('handler.police', police.id), await clocksOf('handler.housing', housing.id)];
    expect(ofPolice).toHaveProperty('OBJECT');
    expect(ofPolice).toEqual(ofHousing);
    const ofLetter = await clocksOf('handler.police', litigation.id);
    expect(ofLetter['OBJECT']).toEqual(ofPolice['OBJECT']);
    expect(ofLetter).not.toHaveProperty('NOTIFY_TRANSFERRED');
    expect(await onBoard(police.number)).toMatchObject({ NOTIFY_TRANSFERRED: 'overdue' });

    for (const [petitionId, handler] of [[police.id, 'handler.police'] as const, [housing.id, 'handler.housing'] as const])
      await city().act(handler, 'acceptPetition', { petitionId, on: back(100), way: 'post', proof: { receiptNumber: '挂号1' } });
    await city().rest();
    expect((await clocksOf('handler.police', police.id))['HANDLE']).toEqual((await clocksOf('handler.housing', housing.id))['HANDLE']);
    expect(await onBoard(police.number)).toMatchObject({ HANDLE: 'overdue' });
  });

  it('2-6: a county bureau sends neither up nor to the next district, only to its own level and below', async () => {
    const { id: petitionId } = await city().filed({ division: '990123' }, 'registrar.xiling');
    const sent = (organ: string) =>
      city().refusal('dispatcher.xiling', 'routePetition', {
        petitionId,
        kind: 'TRANSFER',
        toOrganId: organId(organ),
        reason: '属该单位职责',
      });
    for (const organ of ['housing.city', 'party.city', 'gov.province', 'bureau.province', 'bureau.city'])
      expect([organ, await sent(organ)]).toEqual([organ, 'ROUTE_UPWARD']);
    expect(await sent('housing.donghu')).toBe('ROUTE_OUTSIDE_AREA');
    expect(await sent('liuhe')).toBeNull();
  });

  it('2-25: the city assigns through the county bureau, which passes the matter on with its date, or objects', async () => {
    const assigned = async () => {
      const filed = await city().filed({ division: '990123' });
      const input = {
        petitionId: filed.id,
        kind: 'ASSIGNMENT',
        toOrganId: organId('bureau.xiling'),
        reason: '属地管理',
        points: ['如何处理'],
      };
      expect(await city().refusal('dispatcher.city', 'routePetition', { ...input, reportBy: back(-60) })).toBeNull();
      await city().rest();
      return filed.id;
    };
    const petitionId = await assigned();
    expect(await clocksOf('dispatcher.xiling', petitionId)).toMatchObject({
      ROUTE: {},
      OBJECT: {},
      ASSIGNMENT_REPORT: { nominalDue: back(-60) },
    });
    const on = { petitionId, kind: 'ASSIGNMENT', toOrganId: organId('land.xiling'), reason: '属该局职责', points: ['如何处理'] };
    expect(await city().refusal('dispatcher.xiling', 'routePetition', { ...on, reportBy: back(-61) })).toBe(
      'ROUTE_REPORT_BY_AFTER_ASSIGNERS',
    );
    await city().act('dispatcher.xiling', 'routePetition', { ...on, reportBy: back(-50) });
    await city().rest();
    expect(await clocksOf('handler.land.xiling', petitionId)).toMatchObject({ ASSIGNMENT_REPORT: { nominalDue: back(-50) } });

    const other = await assigned();
    const objection = { petitionId: other, reason: '不属本县管辖', basis: '属地管理', proposedOrganId: organId('bureau.donghu') };
    const raised = await city().act<{ version: number }>('dispatcher.xiling', 'objectToTransfer', objection, 'version');
    expect(raised.version).toBeGreaterThan(0);
    await city().act('head.bureau.xiling', 'confirmObjection', { petitionId: other });
    const decision = { petitionId: other, upheld: true, reason: '属东湖区', newOrganId: organId('bureau.donghu') };
    await city().act('dispatcher2.city', 'decideObjection', decision);
    expect(await city().petition('dispatcher.donghu', other, 'organ { id }')).toEqual({ organ: { id: organId('bureau.donghu') } });
  });

  it('2-25: inside a system the organ above assigns by a date, and the report comes to it', async () => {
    const { id: petitionId } = await city().filed({}, 'registrar.labour');
    const down = { petitionId, toOrganId: organId('arbitration.city'), reason: '属其受理范围', ...ELECTRONIC };
    expect(await city().refusal('handler.labour', 'handDown', { ...down, reportBy: city().today })).toBe('ROUTE_REPORT_BY_TOO_EARLY');
    await city().act('handler.labour', 'handDown', { ...down, reportBy: back(-40) });
    await city().rest();
    expect(await clocksOf('handler.labour', petitionId)).toMatchObject({ ASSIGNMENT_REPORT: { nominalDue: back(-40) } });
    const later = { petitionId, reportBy: back(-45), reason: '情况复杂' };
    expect(await city().refusal('handler.labour', 'moveReportDate', later)).toBe('ACT_NOT_YOURS');
    expect(await city().refusal('head.labour', 'moveReportDate', later)).toBeNull();
  });

  it('2-13: no government reviews a court or a procuratorate, and a litigation letter is never accepted as a matter of 31(6)', async () => {
    const organs = 'query ($id: ID!) { organ(id: $id) { kind reviewedBy { id } } }';
    for (const [name, kind] of [
      ['court.city', 'court'],
      ['procuratorate.city', 'procuratorate'],
    ] as const)
      expect(await city().query('registrar.city', organs, { id: organId(name) })).toEqual({ organ: { kind, reviewedBy: null } });

    const { id: petitionId } = await city().filed();
    await city().act('dispatcher.city', 'sendToPoliticalLegalOrgan', {
      petitionId,
      toOrganId: organId('court.city'),
      reason: '涉法涉诉信件',
    });
    const accepted = await city().refusal('handler.court', 'acceptPetition', { petitionId, ...ELECTRONIC });
    expect(accepted).toBe('EXIT_OF_LITIGATION_LETTER');
    const exit = { petitionId, exit: '31(6)', reason: '一般求决', basis: '《条例》', channelId: null, starts: [] };
    expect(await city().refusal('handler.court', 'decideExit', exit)).toBe('EXIT_OF_LITIGATION_LETTER');
    const receipt = { petitionId, receiptNumber: '收字1号', body: '明川市中级人民法院', channelId: 'criminal_and_litigation' };
    expect(await city().act('checker.court', 'recordReceipt', receipt, 'stage')).toEqual({ stage: 'led_into_procedure' });
  });

  it('2-16: an objection goes to the body outside that its letter names, and its answer sends the matter back or leaves it', async () => {
    const transferIn = { sender: '省信访局', number: '晴信〔2026〕9号', kind: 'TRANSFER' };
    const { id: petitionId } = await city().filed({ channel: 'TRANSFER_IN', transferIn }, 'registrar.housing');
    await city().rest();
    const objection = { petitionId, reason: '不属住建职责', basis: '三定规定', proposedOrganId: organId('land.city') };
    expect(await city().refusal('handler.housing', 'objectToTransfer', objection)).toBe('TEXT_MISSING');
    await city().act('handler.housing', 'objectToTransfer', { ...objection, sender: transferIn.sender });
    await city().act('head.housing', 'confirmObjection', { petitionId });
    await city().rest();
    expect(await clocksOf('handler.housing', petitionId)).toMatchObject({
      OBJECT: { state: 'met' },
      NOTIFY_TRANSFERRED: { state: 'running' },
    });
    const answer = { petitionId, upheld: true, reference: '晴信函3号', reason: '同意退回' };
    await city().act('handler.housing', 'recordObjectionAnswer', answer);
    expect(await city().petition('handler.housing', petitionId, 'stage outcome')).toEqual({
      stage: 'closed',
      outcome: 'returned_to_sender',
    });
    expect(await city().refusal('handler.housing', 'recordObjectionAnswer', answer)).toBe('ACT_NOT_IN_STAGE');
  });

  it('2-16: what a body outside assigned to an organ is told and reported by the days of its letter, unclear address or not', async () => {
    const transferIn = { sender: '省信访局', number: '晴信〔2026〕7号', kind: 'ASSIGNMENT', reportBy: back(-40) };
    const filing = { channel: 'TRANSFER_IN', transferIn };
    const { id: petitionId } = await city().filed({ ...filing, anonymous: true, petitioners: [] }, 'registrar.housing');
    await city().rest();
    const clocks = await clocksOf('handler.housing', petitionId);
    expect(clocks).toMatchObject({ NOTIFY_TRANSFERRED: {}, ASSIGNMENT_REPORT: { nominalDue: back(-40) } });
    expect(clocks).not.toHaveProperty('NOTIFY_DIRECT');
    const told = await city().petition('handler.housing', petitionId, 'transferIn { sender number kind reportBy }');
    expect(told).toEqual({ transferIn });

    const atBureau = await city().filed(filing);
    await city().rest();
    expect(await clocksOf('dispatcher.city', atBureau.id)).toMatchObject({ ROUTE: {}, ASSIGNMENT_REPORT: { nominalDue: back(-40) } });
    const wrong = (change: object) => city().filed({ ...filing, transferIn: { ...transferIn, ...change } });
    await expect(wrong({ reportBy: null })).rejects.toMatchObject({ code: 'TRANSFER_IN_REPORT_BY_MISSING' });
    await expect(wrong({ kind: 'TRANSFER' })).rejects.toMatchObject({ code: 'TRANSFER_IN_REPORT_BY_NOT_WANTED' });
    await expect(city().filed({ transferIn })).rejects.toMatchObject({ code: 'TRANSFER_IN_CHANNEL_ONLY' });
  });
}
