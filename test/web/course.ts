import { organId } from '@sunshine/demo';
import type { World } from '../world.js';

/** What the petitioner takes home. */
export interface Held {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly secret: string;
  readonly requests: readonly string[];
  readonly petitioners: readonly string[];
}

interface Registered {
  readonly petition: { id: string; number: string; requests: { id: string }[]; petitioners: { id: string }[] };
  readonly queryCode: string;
  readonly secret: string;
}

/** Today in Asia/Shanghai, moved by days. */
export const day = (more = 0): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + more * 86_400_000);

/** As people write it. */
export const inChinese = (date: string): string => {
  const [year, month, of] = date.split('-').map(Number);
  return `${year}年${month}月${of}日`;
};

/** Acts of the demo city's people on petitions of a spec. */
export class Courses {
  constructor(private readonly city: World) {}

  async act<T>(account: string, name: string, input: Record<string, unknown>, fields = 'id'): Promise<T> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const answer = await this.city.client.query<Record<string, T>>(
      account,
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`,
      { input },
    );
    return answer[name] as T;
  }

  async register(summary: string, more: Record<string, unknown> = {}, people = ['申甲']): Promise<Held> {
    const { petition, queryCode, secret } = await this.act<Registered>(
      'registrar.city',
      'registerPetition',
      {
        channel: 'LETTER',
        kind: 'CLAIM',
        receivedOn: day(-3),
        division: '990100',
        summary,
        text: summary,
        requests: [{ text: summary }],
        petitioners: people.map((name, position) => ({ name, phone: `1380000000${position}`, representative: position === 0 })),
        peopleCount: people.length,
        ...more,
      },
      'petition { id number requests { id } petitioners { id } } queryCode secret',
    );
    const ids = (list: { id: string }[]) => list.map(({ id }) => id);
    const { id, number, requests, petitioners } = petition;
    return { id, number, code: queryCode, secret, requests: ids(requests), petitioners: ids(petitioners) };
  }

  /** At the housing department, accepted. */
  async accepted(summary: string, people?: string[]): Promise<Held> {
    const held = await this.register(summary, {}, people);
    const petitionId = held.id;
    const reason = '属该单位职责';
    await this.act('dispatcher.city', 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: organId('housing.city'), reason });
    await this.act('handler.housing', 'acceptPetition', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-1' } });
    return held;
  }

  /** A petitioner heard and the place looked at, as is owed before an opinion. */
  async inquire({ id: petitionId, petitioners }: Pick<Held, 'id' | 'petitioners'>): Promise<void> {
    const talk = { form: 'INTERVIEW', text: '本人陈述', readBack: true, signature: '本人签名', copyGiven: true };
    await this.act('handler.housing', 'recordInquiry', { petitionId, petitionerId: petitioners[0], ...talk });
    const visit = { form: 'SITE_VISIT', text: '查看现场', place: '三号楼', people: '二人', findings: '属实' };
    await this.act('handler.housing', 'recordInquiry', { petitionId, ...visit });
  }

  /** A joint petition with the own code of its second member, of whom only the first is served. */
  async unservedMember(): Promise<Held> {
    const joint = await this.served('电梯停运，联名要求恢复', ['申乙', '申丙'], [0]);
    const { queryCode, secret } = await this.act<{ queryCode: string; secret: string }>(
      'registrar.city',
      'issueMemberCode',
      { petitionId: joint.id, petitionerId: joint.petitioners[1], identityCheck: 'IDENTITY_DOCUMENT_SHOWN' },
      'queryCode secret',
    );
    return { ...joint, code: queryCode, secret };
  }

  /** The opinion issued, and served today on the petitioners at these places. */
  async served(summary: string, people = ['申甲'], on = [0]): Promise<Held> {
    const held = await this.accepted(summary, people);
    const petitionId = held.id;
    await this.inquire(held);
    const answers = held.requests.map((id) => ({ id, outcome: 'SUPPORTED', answer: '支持，由我局组织维修。', basis: ['《办法》第八条'] }));
    await this.act('handler.housing', 'draftOpinion', {
      petitionId,
      facts: '经查看属实。',
      evidence: ['现场记录'],
      answers,
      executeBy: day(60),
    });
    await this.act('checker.housing', 'checkOpinion', { petitionId });
    await this.act('issuer.housing', 'issueOpinion', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-2' } });
    for (const position of on)
      await this.act('handler.housing', 'recordService', {
        petitionId,
        petitionerId: held.petitioners[position],
        way: 'in_person',
        servedOn: day(),
        proof: { signature: '送达回证第1号' },
      });
    return held;
  }

  /** Closed by the bureau, with an opinion that was served. */
  async closed(summary: string): Promise<Held> {
    const held = await this.served(summary);
    await this.act('handler.housing', 'recordExecution', { petitionId: held.id, evidence: '验收记录', petitionerAsked: true });
    await this.act('handler.housing', 'closePetition', { petitionId: held.id, ground: 'opinion_executed' });
    await this.act('auditor.city', 'verifyCompletion', { petitionId: held.id });
    return held;
  }
}
