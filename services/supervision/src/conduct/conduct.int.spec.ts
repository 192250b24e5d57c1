import { beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSING_HANDLER, SUPERVISOR, hostedCity } from '../../test/city.js';
import { organ, registered, relation, role, uuid, type Hosted } from '../../test/hosted.js';

const [HOUSING_HEAD, STATION_HEAD, GOVERNMENT_HEAD, OF_BOTH, BUREAU_AUDITOR, ACCUSED, DISCIPLINE] = [171, 172, 173, 174, 175, 176, 177];
let host: Hosted;
beforeAll(async () => {
  host = await hostedCity();
  await host.feed.send(
    host.db.manager,
    organ(7, 4, 'institution'),
    organ(12, null, 'party_committee'),
    organ(13, 12, 'discipline'),
    role(HOUSING_HEAD, 4, 'HEAD'),
    role(STATION_HEAD, 7, 'HEAD'),
    role(GOVERNMENT_HEAD, 1, 'HEAD'),
    role(OF_BOTH, 3, 'SUPERVISOR'),
    role(OF_BOTH, 7, 'HANDLER'),
    role(BUREAU_AUDITOR, 2, 'AUDITOR'),
    role(ACCUSED, 4, 'HANDLER'),
    role(DISCIPLINE, 13, 'HEAD'),
    registered(501),
    relation('intake', 501, 2, 'registering'),
    registered(502),
    relation('intake', 502, 2, 'registering'),
    relation('case', 502, 7, 'in_charge'),
  );
  host.setDay('2025-05-12');
});

const COMPLAINT = `id number state retaliation organ { id } person { id } byOrgan { id } receivedBy { id } petition { id } petitionNumber facts replyBy acts
  classified { article } protections { retaliated } conclusion { substantiated measureName decidedBy { id } } reply { text } ended { text }`;
const codeOf = ({ errors }: { errors?: readonly unknown[] }) =>
  (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
const receive = (person: number, more = '', petition = 501) =>
  host.ask(
    person,
    `mutation { receiveConductComplaint(input: { organId: "${uuid(4)}", petitionId: "${uuid(petition)}", facts: "投诉人张某称接待时被辱骂",
      conduct: "rude", consequence: "none", replyBy: "2025-06-12" ${more} }) { ${COMPLAINT} } }`,
  );
const act = (person: number, name: string, id: string, more = '') =>
  host.ask(person, `mutation { ${name}(input: { complaintId: "${id}", text: "经过" ${more} }) { ${COMPLAINT} } }`);
const clocks = () => host.db.query(`select ended, effective_due::text due from clock where term = 'CONDUCT_REPLY'`);
const read = async (person: number, id: string): Promise<object | null> => {
  const { data } = (await host.ask(
    person,
    `{ conductComplaint(id: "${id}") { ${COMPLAINT} } conductComplaints { edges { node { id } } } }`,
  )) as unknown as { data: { conductComplaint: object | null; conductComplaints: { edges: readonly object[] } } };
  expect(data.conductComplaints.edges).toHaveLength(data.conductComplaint ? 1 : 0);
  return data.conductComplaint;
};

describe('a complaint about staff', () => {
  let id = '';

  it('is classified by the table of the rules in force, which those above the unit read', async () => {
    const table = (person: number) =>
      host.ask(person, '{ conductTable { conduct { code title article } consequences { code title article } } }');
    const { data } = (await table(SUPERVISOR)) as unknown as {
      data: { conductTable: { conduct: readonly object[]; consequences: readonly { code: string }[] } };
    };
    expect(data.conductTable.conduct).toContainEqual({
      ...{ code: 'rude', title: '对待信访人态度恶劣、作风粗暴，损害党群干群关系' },
      article: '信访工作条例 46(1)',
    });
    expect(data.conductTable.consequences.map(({ code }) => code)).toEqual(['none', 'serious', 'crime']);
    expect(codeOf(await table(HOUSING_HANDLER))).toBe('ACT_NOT_YOURS');
  });

  it('names the staff of a unit and below it to those above it, and to nobody else', async () => {
    const staff = async (person: number) =>
      ((await host.ask(person, `{ conductOfficers(organId: "${uuid(4)}") { id } }`)) as { data: { conductOfficers: unknown } | null }).data
        ?.conductOfficers ?? null;
    const inHousing = [HOUSING_HANDLER, HOUSING_HEAD, STATION_HEAD, OF_BOTH, ACCUSED].map((n) => ({ id: uuid(n) }));
    expect(await staff(SUPERVISOR)).toEqual(inHousing);
    expect(await staff(HOUSING_HEAD)).toEqual([]);
    expect(await staff(HOUSING_HANDLER)).toBeNull();
  });

  it('is registered above the unit alone, by a petition that the unit does not have; a refused one uses up no number', async () => {
    expect(codeOf(await receive(HOUSING_HEAD))).toBe('PETITION_NOT_FOUND');
    expect(codeOf(await receive(HOUSING_HANDLER))).toBe('ACT_NOT_YOURS');
    expect(codeOf(await receive(OF_BOTH))).toBe('CONDUCT_OFFICER_CONCERNED');
    expect(codeOf(await receive(SUPERVISOR, '', 502))).toBe('CONDUCT_PETITION_AT_UNIT');
    expect(codeOf(await receive(SUPERVISOR, `, handledByOrganId: "${uuid(7)}"`))).toBe('CONDUCT_NOT_ABOVE');
    expect(codeOf(await receive(SUPERVISOR, `, personId: "${uuid(DISCIPLINE)}"`))).toBe('CONDUCT_PERSON_NOT_OF_UNIT');
    const { data } = (await receive(SUPERVISOR, `, personId: "${uuid(ACCUSED)}"`)) as unknown as {
      data: { receiveConductComplaint: { id: string } };
    };
    expect(data.receiveConductComplaint).toMatchObject({
      ...{ number: '单位3信诉〔2025〕1号', state: 'handling', petition: { id: uuid(501) }, byOrgan: { id: uuid(3) } },
      ...{ classified: { article: '信访工作条例 46(1)' }, acts: ['recordConductProtection', 'concludeConductComplaint'] },
    });
    ({ id } = data.receiveConductComplaint);
    expect(await clocks()).toEqual([{ ended: null, due: '2025-06-12' }]);
  });

  it('is known to nobody of the unit or below it, nor to the officer, whatever else they are; nor to organs beside', async () => {
    const nobody = [HOUSING_HEAD, HOUSING_HANDLER, STATION_HEAD, OF_BOTH, ACCUSED, GOVERNMENT_HEAD, BUREAU_AUDITOR, DISCIPLINE];
    for (const person of nobody) {
      expect(await read(person, id)).toBeNull();
      expect(codeOf(await act(person, 'replyToComplainant', id))).toBe('CONDUCT_UNKNOWN');
      const seen = JSON.stringify(await host.ask(person, `{ conductComplaints { edges { node { facts petitionNumber } } } }`));
      expect(seen).not.toMatch(/张某/);
    }
    await host.feed.send(host.db.manager, role(ACCUSED, 3, 'SUPERVISOR'));
    expect(await read(ACCUSED, id)).toBeNull();
    expect(await read(SUPERVISOR, id)).toMatchObject({ id });
  });

  it('tells the bus neither the unit, the officer, the petition nor a word of it', async () => {
    await act(SUPERVISOR, 'recordConductProtection', id, ', retaliated: false');
    const rows: { key: string }[] = await host.db.query(`select * from outbox where pattern like 'Conduct%' order by id`);
    expect(rows.map(({ key }) => key)).toEqual([id, id]);
    const out = JSON.stringify(rows);
    for (const word of [uuid(4), uuid(ACCUSED), uuid(501), '张某', '经过']) expect(out).not.toContain(word);
  });

  it('bars the unit from the petition by which it came, by an event that names nothing else', async () => {
    const bars: { key: string; data: { data: object } }[] = await host.db.query(
      `select key, data from outbox where pattern = 'RelationSet'`,
    );
    expect(bars.map(({ key, data }) => [key, data.data])).toEqual([
      [uuid(501), { petitionId: uuid(501), subject: uuid(4), relation: 'barred' }],
    ]);
    const out = JSON.stringify(bars);
    for (const word of [id, uuid(ACCUSED), '张某', 'conduct']) expect(out).not.toContain(word);
  });

  it('is concluded by a measure that the article carries, decided above the unit, answered, and ended once no retaliation is found', async () => {
    const concluded = (measure: string, by: number) =>
      act(
        SUPERVISOR,
        'concludeConductComplaint',
        id,
        `, substantiated: true, conduct: "rude", consequence: "none", measure: "${measure}", decidedByOrganId: "${uuid(by)}"`,
      );
    expect(codeOf(await concluded('discipline', 1))).toBe('CONDUCT_MEASURE_NOT_THERE');
    expect(codeOf(await concluded('ordered_correction', 4))).toBe('CONDUCT_DECIDED_BELOW');
    expect(await concluded('ordered_correction', 1)).toMatchObject({
      data: { concludeConductComplaint: { state: 'concluded', conclusion: { measureName: '责令改正', decidedBy: { id: uuid(1) } } } },
    });
    host.setDay('2025-05-13');
    await act(SUPERVISOR, 'replyToComplainant', id);
    expect(await clocks()).toEqual([{ ended: 'met', due: '2025-06-12' }]);
    expect(codeOf(await act(SUPERVISOR, 'endConductComplaint', id))).toBe('CONDUCT_NOT_PROTECTED');
    await act(SUPERVISOR, 'recordConductProtection', id, ', retaliated: true');
    expect(codeOf(await act(SUPERVISOR, 'endConductComplaint', id))).toBe('CONDUCT_NOT_PROTECTED');
    await act(SUPERVISOR, 'recordConductProtection', id, ', retaliated: false');
    expect(await act(SUPERVISOR, 'endConductComplaint', id)).toMatchObject({
      data: { endConductComplaint: { state: 'ended', retaliation: true, acts: [] } },
    });
  });

  it('given to another organ above is handled there and read by who registered it, who does no more about it', async () => {
    const { data } = (await receive(BUREAU_AUDITOR, `, handledByOrganId: "${uuid(13)}"`)) as unknown as {
      data: { receiveConductComplaint: { id: string; acts: string[] } };
    };
    expect(data.receiveConductComplaint.acts).toEqual([]);
    const given = data.receiveConductComplaint.id;
    expect(codeOf(await act(BUREAU_AUDITOR, 'recordConductProtection', given, ', retaliated: false'))).toBe('ACT_NOT_YOURS');
    // The petition is not the discipline organ's to see.
    expect(await act(DISCIPLINE, 'recordConductProtection', given, ', retaliated: false')).toMatchObject({
      data: { recordConductProtection: { petition: null, petitionNumber: null } },
    });
  });

  it('leaves the petition unread in the unit, even where it was sent there before the bar arrived', async () => {
    await host.feed.send(host.db.manager, registered(503), relation('case', 503, 4, 'in_charge'), relation('case', 501, 4, 'in_charge'));
    expect(codeOf(await receive(HOUSING_HEAD, '', 503))).toBe('CONDUCT_OF_OWN_UNIT');
    expect(codeOf(await receive(HOUSING_HEAD, '', 501))).toBe('PETITION_NOT_FOUND');
  });
});
