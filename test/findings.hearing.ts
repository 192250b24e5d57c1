import { expect, it } from '@jest/globals';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

/** What has to be on file before an opinion says that the facts were found. */
export function hearing(city: () => FindingsCity): void {
  const accepted = async () => {
    const { id: petitionId, requests, petitioners } = await city().filed();
    await city().routed(petitionId, 'housing.city');
    await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
    const inquiry = (form: string, more: object = {}) => {
      const text = { INTERVIEW: '信访人陈述：顶层渗漏两年', NOT_HEARD: '两次上门、三次电话均无人应答' }[form] ?? '现场查看屋面';
      return city().act('handler.housing', 'recordInquiry', { petitionId, form, text, ...more });
    };
    return {
      petitionId,
      inquiry,
      interview: () => inquiry('INTERVIEW', { petitionerId: petitioners[0]?.id, readBack: true, signature: '本人签名', copyGiven: true }),
      siteVisit: () => inquiry('SITE_VISIT', { place: '六号楼屋面', people: '承办二人', findings: '防水层破损' }),
      drafted: () =>
        city().refusal('handler.housing', 'draftOpinion', {
          petitionId,
          facts: '屋面渗漏属实。',
          evidence: ['现场查看记录'],
          answers: [{ id: requests[0]?.id, outcome: 'EXPLAINED', answer: '已列入检修计划', basis: ['《条例》'] }],
        }),
    };
  };

  it('2-8: no opinion is drafted before the petitioner was heard and the facts were looked into', async () => {
    const { petitionId, inquiry, interview, siteVisit, drafted } = await accepted();
    expect(await drafted()).toBe('OPINION_PETITIONER_NOT_HEARD');
    // A plan and an explanation are no inquiry, and a talk with a neighbour hears no petitioner.
    await inquiry('PLAN');
    await inquiry('EXPLANATION', { withWhom: '信访人' });
    expect(await drafted()).toBe('OPINION_PETITIONER_NOT_HEARD');
    await interview();
    expect(await drafted()).toBe('OPINION_INQUIRY_MISSING');
    const parts = async () =>
      (
        await city().petition<{ opinionParts: { part: string; present: boolean }[] }>(
          'handler.housing',
          petitionId,
          'opinionParts { part present }',
        )
      )?.opinionParts.filter(({ part }) => part === 'heard' || part === 'inquired');
    expect(await parts()).toEqual([
      { part: 'heard', present: true },
      { part: 'inquired', present: false },
    ]);
    await siteVisit();
    expect(await parts()).toEqual([
      { part: 'heard', present: true },
      { part: 'inquired', present: true },
    ]);
    expect(await drafted()).toBeNull();
    await city().act('checker.housing', 'checkOpinion', { petitionId });
    await city().act('issuer.housing', 'issueOpinion', { petitionId, ...ELECTRONIC });
  });

  it('2-8: where the petitioner could not be heard, the reason on file stands for it', async () => {
    const { inquiry, siteVisit, drafted } = await accepted();
    await siteVisit();
    expect(await drafted()).toBe('OPINION_PETITIONER_NOT_HEARD');
    await inquiry('NOT_HEARD');
    expect(await drafted()).toBeNull();
  });
}
