import { describe, expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { Page } from 'playwright-core';
import { close, DESKTOP, findings, officer, overflow, type Sight } from './browser.js';
import { day, type Held } from './course.js';
import { opened } from './opened.js';
import { SupervisionCourses } from './supervision-course.js';

const LONG = 300_000;
/** A Wednesday; fifteen days later the duty to tell ends on a Thursday. */
const ROUTED = '2026-05-06';
const LAST_DAY_TO_TELL = '2026-05-21';
const LATE = '2026-06-10';
/** A Wednesday on which handling is late too. */
const HANDLED_LATE = '2026-08-05';

class Moments extends SupervisionCourses {
  /** Does something in the morning of a day. */
  async on<T>(date: string, work: () => Promise<T>): Promise<T> {
    Time.shared.set(new Date(`${date}T10:00:00+08:00`));
    return work().finally(() => Time.shared.set(null));
  }

  async routed(summary: string, receivedOn: string, routedOn = receivedOn): Promise<Held> {
    const held = await this.on(receivedOn, () => this.register(summary, { receivedOn }));
    const routing = { petitionId: held.id, kind: 'TRANSFER', toOrganId: organId('housing.city'), reason: '属该单位职责' };
    await this.on(routedOn, () => this.act('dispatcher.city', 'routePetition', routing));
    return held;
  }

  /** Waits on that day until supervised handling of each is proposed. */
  proposedOn(date: string, ...matters: readonly Held[]): Promise<unknown> {
    return this.on(date, () => Promise.all(matters.map(({ id }) => this.proposed(id))));
  }

  accept({ id: petitionId }: Held): Promise<unknown> {
    return this.act('handler.housing', 'acceptPetition', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-1' } });
  }

  /** Assigned with a date to report by, where others are transferred. */
  override async accepted(summary: string, people?: string[]): Promise<Held> {
    const held = await this.register(summary, {}, people);
    const to = { toOrganId: organId('housing.city'), reason: '属该单位职责', reportBy: day(30) };
    await this.act('dispatcher.city', 'routePetition', { petitionId: held.id, kind: 'ASSIGNMENT', points: ['渗漏原因'], ...to });
    await this.accept(held);
    return held;
  }
}

const made = {} as Record<'beforeFestival' | 'toldInTime' | 'toldLate' | 'ofCourt' | 'assigned', Held>;
const shared = opened(
  (city) => new Moments(city),
  async (courses) => {
    made.beforeFestival = await courses.routed('楼道照明长期不亮', '2025-01-20', '2025-01-22');
    made.toldInTime = await courses.routed('三号楼电梯停运', ROUTED);
    made.toldLate = await courses.routed('五号楼电梯停运', ROUTED);
    made.ofCourt = await courses.on(ROUTED, async () => {
      const held = await courses.register('不服民事判决', { receivedOn: ROUTED });
      const toOrganId = organId('court.city');
      await courses.act('dispatcher.city', 'sendToPoliticalLegalOrgan', { petitionId: held.id, toOrganId, reason: '涉诉' });
      return held;
    });
    await courses.on(LAST_DAY_TO_TELL, () => courses.accept(made.toldInTime));
    await courses.on(LATE, () => courses.accept(made.toldLate));
    await courses.proposedOn(HANDLED_LATE, made.toldLate, made.beforeFestival);
    made.assigned = await courses.served('屋面渗漏', ['申甲'], []);
  },
);

const at = (account: string): Promise<Sight> => officer(shared.browser, shared.address, account, { viewport: DESKTOP });

/** A duty on the page of a matter, by its title. */
const duty = (page: Page, title: string) =>
  page
    .getByRole('region', { name: '期限', exact: true })
    .getByRole('listitem')
    .filter({ has: page.locator('strong', { hasText: new RegExp(`^${title}$`) }) });
const NOTICE = '受理告知（转送交办）';
const faults = async (page: Page) => [await findings(page), await overflow(page)];

/** Moments 1 to 5 of twenty that say whether the work of an office is done as it is really done. */
describe('moments of the head of a supervision office', () => {
  it(
    '1: a term of five working days over 2025-01-26 counts that Sunday, and the page says why',
    async () => {
      const office = await at('supervisor.city');
      const { page } = office;
      await page.goto(`/work/petition/${made.beforeFestival.id}`);
      const objection = duty(page, '可提异议（退回）截止');
      await objection.getByText('2025年2月5日').first().waitFor();
      await objection.getByText('为什么是这一天？').click();
      await objection.getByText(/2025年1月26日（星期日）为春节调休上班，计入/).waitFor();
      expect(await faults(page)).toEqual([[], 0]);
      await close(office);
    },
    LONG,
  );

  it(
    '2: a late notice and late handling are two lines, and the last day of handling is the one it would be without the late notice',
    async () => {
      const office = await at('supervisor.city');
      const { page } = office;
      for (const [matter, told] of [
        [made.toldInTime, '按期完成'],
        [made.toldLate, '逾期完成'],
      ] as const) {
        await page.goto(`/work/petition/${matter.id}`);
        await duty(page, NOTICE).getByText(told, { exact: true }).waitFor();
        await duty(page, NOTICE).getByText('2026年5月21日').first().waitFor();
        await duty(page, '办理').getByText('逾期', { exact: true }).waitFor();
        await duty(page, '办理').getByText('2026年7月20日').first().waitFor();
      }
      await close(office);
    },
    LONG,
  );

  it(
    '3: an assigned matter that is reported without 送达回证 is back at the organ without anybody’s hand, and the missing part is named',
    async () => {
      const organ = await at('handler.housing');
      const { page } = organ;
      await page.goto(`/work/petition/${made.assigned.id}/act/reportAssignment`);
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('办结报告').fill('已经维修');
      await dialog.locator('[type=submit]').click();
      await dialog.getByText('办结报告已自动退回，缺少：送达回证').first().waitFor();
      expect(await faults(page)).toEqual([[], 0]);
      const { petition } = await shared.city.client.query<{
        petition: { organ: { id: string }; clocks: { term: string; state: string }[] };
      }>('handler.housing', 'query ($id: ID!) { petition(id: $id) { organ { id } clocks { term state } } }', { id: made.assigned.id });
      expect(petition.organ.id).toBe(organId('housing.city'));
      expect(petition.clocks.find(({ term }) => term === 'ASSIGNMENT_REPORT')?.state).toBe('running');
      await close(organ, /400|409|422/);
    },
    LONG,
  );

  it(
    '4: what a court has is red nowhere on the board of the city, though months have passed, and what a department has is',
    async () => {
      const office = await at('supervisor.city');
      const { page } = office;
      const late = page.getByRole('region', { name: '逾期：单位和职责' });
      await late.getByRole('row', { name: '明川市住房和城乡建设局' }).filter({ hasText: '办理' }).waitFor();
      await late.getByRole('row', { name: '明川市住房和城乡建设局' }).filter({ hasText: NOTICE }).waitFor();
      expect(await late.getByText('明川市中级人民法院').count()).toBe(0);
      await page.goto(`/work/petition/${made.ofCourt.id}`);
      await duty(page, '转送交办').waitFor();
      expect(await page.getByRole('region', { name: '期限', exact: true }).getByText('逾期', { exact: true }).count()).toBe(0);
      expect(await duty(page, NOTICE).count()).toBe(0);
      await close(office);
    },
    LONG,
  );

  // The file from the proposal to the check of the correction is walked in measures.e2e.spec.ts.
  it(
    '5: the sweep proposes supervised handling of what is late, and opens neither one nor a measure of the joint conference',
    async () => {
      const office = await at('auditor.city');
      const { page } = office;
      await page.goto('/work/supervision/orders?tab=proposals');
      for (const { number } of [made.toldLate, made.beforeFestival]) await page.getByRole('link', { name: number }).first().waitFor();
      await page.goto('/work/supervision/orders');
      await page.getByRole('heading', { name: '督办台账', level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('link', { name: /^\d{6}-\d{8}-\d{6}/ }).count()).toBe(0);
      await page.goto('/work/supervision/measures?tab=all');
      await page.getByText('没有这一类措施。').waitFor();
      await page.getByRole('button', { name: '提请采取措施' }).waitFor();
      await close(office);
    },
    LONG,
  );
});
