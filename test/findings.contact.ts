import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

/** Whom the reader of a paper may call. */
export function contact(city: () => FindingsCity): void {
  const housing = organId('housing.city');
  const phoneOf = async (): Promise<Record<string, unknown>> =>
    (
      await city().query<{ organ: Record<string, unknown> }>(
        'sysadmin',
        'query ($id: ID!) { organ(id: $id) { id kind name shortName division validFrom contactPhone parent { id } reviewerGiven reviewedBy { id } } }',
        { id: housing },
      )
    ).organ;
  const setPhone = async (contactPhone: string | null): Promise<void> => {
    const { parent, reviewedBy, reviewerGiven, ...facts } = (await phoneOf()) as Record<string, unknown> & {
      parent: { id: string } | null;
      reviewedBy: { id: string } | null;
      reviewerGiven: boolean;
    };
    const reviewer = reviewerGiven ? { reviewedById: reviewedBy?.id ?? null } : {};
    await city().act('sysadmin', 'saveOrgan', { ...facts, parentId: parent?.id ?? null, ...reviewer, contactPhone });
    await city().rest();
  };
  const numberOf = async (petitionId: string) => {
    const found = await city().petition<{ documents: { kind: string; number: string; html: string | null }[] }>(
      'handler.housing',
      petitionId,
      'documents { kind number html(purpose: "核对文书内容") }',
    );
    const paper = found?.documents.findLast(({ kind }) => kind === 'ACCEPTANCE');
    return { running: Number(/〕(\d+)号$/.exec(paper?.number ?? '')?.[1]), html: paper?.html ?? '' };
  };
  const received = async (): Promise<string> => {
    const { id } = await city().filed();
    await city().routed(id, 'housing.city');
    return id;
  };

  it('table 4: every paper bears the officer and a telephone; without one none is numbered, and the refused act uses up no number', async () => {
    const first = await received();
    await city().act('handler.housing', 'acceptPetition', { petitionId: first, ...ELECTRONIC });
    const before = await numberOf(first);
    expect(before.html).toMatch(/承办人及电话：明川市住房和城乡建设局承办人员，电话0000-88\d{5}/);
    const { contactPhone } = await phoneOf();
    await setPhone(null);
    try {
      const second = await received();
      const accept = { petitionId: second, ...ELECTRONIC };
      expect(await city().refusal('handler.housing', 'acceptPetition', accept)).toBe('DOCUMENT_CONTACT_MISSING');
      expect(await city().refusal('handler.housing', 'acceptPetition', { ...accept, officer: '房产科' })).toBe('DOCUMENT_CONTACT_MISSING');
      await city().act('handler.housing', 'acceptPetition', { ...accept, officer: '房产科 0000-8800999' });
      const after = await numberOf(second);
      expect(after.html).toContain('承办人及电话：房产科 0000-8800999');
      expect(after.running).toBe(before.running + 1);
    } finally {
      await setPhone(contactPhone as string);
    }
  });

  it('table 4: the administrator enters a telephone, and nothing else in its place', async () => {
    await expect(setPhone('房产科')).rejects.toMatchObject({ code: 'DIRECTORY_INPUT_MALFORMED' });
  });
}
