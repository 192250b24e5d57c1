import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { World } from '../world.js';
import { Courses, day, type Held } from './course.js';

const FIRST_PASSWORD = 'first-password-of-a-spec';
const MEMBERS = ['甲', '乙', '丙', '丁', '戊'];

export interface Heard extends Held {
  readonly hearingId: string;
}

/** A clerk, a pool and a room at the housing department, and hearings of its matters. */
export class HearingCourses extends Courses {
  /** Ids of the people of the pool, in the order of `accounts`. */
  members: string[] = [];
  clerkId = '';
  roomId = '';
  readonly accounts = MEMBERS.map((_, n) => `panel${n + 1}.spec`);
  readonly names = MEMBERS.map((name) => `听证员${name}`);

  constructor(private readonly at: World) {
    super(at);
  }

  async open(): Promise<void> {
    this.clerkId = await this.person('clerk.spec', '书记员庚', 'CLERK', 'housing.city');
    for (const [n, name] of this.names.entries())
      this.members.push(await this.person(this.accounts[n] as string, name, 'PANEL_MEMBER', 'land.city'));
    for (const [n, name] of this.names.entries())
      await this.act('clerk.spec', 'keepPoolMember', { personId: this.members[n], name, from: day(-100), until: day(300) });
    const { id } = await this.act<{ id: string }>('clerk.spec', 'keepHearingRoom', {
      name: '第一听证室',
      place: '明川市政务中心',
      seats: 40,
    });
    this.roomId = id;
  }

  private async person(account: string, name: string, role: string, organ: string): Promise<string> {
    const { id } = await this.act<{ id: string }>('sysadmin', 'savePerson', { account, name, password: FIRST_PASSWORD });
    await this.act('security', 'grantRole', { personId: id, role, organId: organId(organ) });
    await this.at.client.query(null, 'mutation ($input: SignInInput!) { signIn(input: $input) { person { id } } }', {
      input: { account, password: FIRST_PASSWORD, newPassword: DEMO_PASSWORD },
    });
    return id;
  }

  /** Runs what was done so many days ago. */
  async ago<T>(days: number, work: () => Promise<T>): Promise<T> {
    Time.shared.set(new Date(`${day(-days)}T10:00:00+08:00`));
    try {
      return await work();
    } finally {
      Time.shared.set(null);
    }
  }

  /** Asked for, decided and listed twelve days ago, to be heard today; nobody has been told. @param hours when it begins today */
  decided(summary: string, hours = 9): Promise<Heard> {
    return this.ago(12, async () => {
      const held = await this.register(summary, { receivedOn: day(-12) });
      const petitionId = held.id;
      const reason = '属该单位职责';
      await this.act('dispatcher.city', 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: organId('housing.city'), reason });
      await this.act('handler.housing', 'acceptPetition', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-1' } });
      const { id: hearingId } = await this.act<{ id: string }>('handler.housing', 'proposeHearing', { petitionId, reason: '事实有争议' });
      const at = { petitionId, hearingId };
      await this.act('handler.housing', 'decideHearing', { ...at, hold: true, reason: '重大、复杂' });
      await this.act('head.housing', 'confirmHearing', at);
      const [presiderId, ...others] = this.members;
      const panel = { byLot: false, presiderId, memberIds: others.slice(0, 2), substituteIds: others.slice(2) };
      await this.act('clerk.spec', 'listPanel', { ...at, ...panel });
      const on = (hour: number) => new Date(`${day()}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString();
      const place = { roomId: this.roomId, startsAt: on(hours), endsAt: on(hours + 1), public: true, clerkIds: [this.clerkId] };
      await this.act('clerk.spec', 'scheduleHearing', { ...at, ...place });
      return { ...held, hearingId };
    });
  }

  /** Everybody was told nine days ago. */
  async told({ id: petitionId, hearingId }: Heard): Promise<void> {
    await this.ago(9, async () => {
      const { hearing } = await this.at.client.query<{ hearing: { untold: { kind: string; to: string }[] } }>(
        'clerk.spec',
        'query ($id: ID!) { hearing(id: $id) { untold { kind to } } }',
        { id: hearingId },
      );
      const served = { way: 'in_person', proof: { signature: '本人签收' }, servedOn: day(-9) };
      for (const one of hearing.untold) await this.act('clerk.spec', 'serveHearingNotice', { petitionId, hearingId, ...one, ...served });
    });
  }

  /** Opened today, heard in its whole order, and the panel withdrawn. */
  async deliberating(heard: Heard): Promise<void> {
    const at = { petitionId: heard.id, hearingId: heard.hearingId };
    await this.act('clerk.spec', 'openHearing', { ...at, presentIds: [...this.members.slice(0, 3), this.clerkId] });
    for (const kind of ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'])
      await this.act('clerk.spec', 'addHearingEntries', { ...at, entries: [{ kind, text: `笔录 ${kind}` }] });
    await this.act('clerk.spec', 'endSitting', at);
  }
  /** Voted on with one against, and concluded. */
  async concluded(heard: Heard): Promise<void> {
    const at = { petitionId: heard.id, hearingId: heard.hearingId };
    await this.act('clerk.spec', 'openVote', { ...at, question: '是否支持', options: ['支持', '不支持'] });
    for (const [n, account] of this.accounts.slice(0, 3).entries())
      await this.act(account, 'castBallot', { ...at, choice: n === 2 ? '不支持' : '支持' });
    await this.act('clerk.spec', 'stopVote', at);
    await this.act('clerk.spec', 'concludeHearing', { ...at, text: '支持信访人的请求', minority: '少数人的理由' });
  }
}
