import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId } from '@sunshine/infra';
import { Time } from '@sunshine/platform';
import type { Browser, Page } from 'playwright-core';
import { actWords } from '../../web/src/texts/acts.js';
import { world, type World } from '../world.js';
import { findings, look, openBrowser, overflow, PHONE, signIn, type Sight } from './browser.js';

const LONG = 300_000;
const REGISTER =
  'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id number requests { id } petitioners { id } } } }';

let city: World;
let browser: Browser;
let address: string;
const today = Time.shared.today();

beforeAll(async () => {
  [city, browser] = await Promise.all([world(), openBrowser()]);
  address = `http://127.0.0.1:${city.node.port}`;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await city.close();
});

interface Made {
  readonly id: string;
  readonly number: string;
}

/** A claim at the city bureau. */
async function filed(more: object = {}): Promise<Made> {
  const { registerPetition } = await city.client.query<{ registerPetition: { petition: Made } }>('registrar.city', REGISTER, {
    input: {
      channel: 'LETTER',
      kind: 'CLAIM',
      receivedOn: today,
      division: '990100',
      summary: '小区电梯停运要求修复',
      text: '三号楼电梯停运两个月，老人上下楼困难，请求修复。',
      requests: [{ text: '修复三号楼电梯' }],
      petitioners: [
        { name: '申甲', phone: '13900000001', representative: true },
        { name: '申乙', phone: '13900000002' },
      ],
      peopleCount: 2,
      anonymous: false,
      ...more,
    },
  });
  return registerPetition.petition;
}

/** An act through the graph. */
const act = (account: string, name: string, petitionId: string, input: object = {}): Promise<unknown> =>
  city.client.query(account, `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`, {
    input: { petitionId, ...input },
  });

/** A claim that the housing bureau has received. */
async function routed(): Promise<Made> {
  const made = await filed();
  await act('dispatcher.city', 'routePetition', made.id, {
    kind: 'TRANSFER',
    toOrganId: organId('housing.city'),
    reason: '属住建部门职责',
  });
  return made;
}

/** Somebody at the workbench. */
async function at(account: string, viewport?: { width: number; height: number }): Promise<Sight> {
  const sight = await look(browser, address, viewport ? { viewport } : {});
  await signIn(sight.page, account, DEMO_PASSWORD);
  return sight;
}

const opened = async (page: Page, { id }: Made, name: string) => {
  await page.goto(`/work/petition/${id}/act/${name}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '取消' }).waitFor();
  return dialog;
};

async function end({ context, complaints }: Sight, allowed: RegExp = /^$/): Promise<void> {
  expect(complaints.filter((one) => !allowed.test(one))).toEqual([]);
  await context.close();
}

describe('the forms of the acts', () => {
  it(
    'open without a complaint, with nothing for axe to find, in both modes and on a phone',
    async () => {
      const made = await routed();
      const sight = await at('handler.housing', PHONE);
      const { page } = sight;
      const names = Object.keys(actWords).filter(
        (name) => !['draftOpinion', 'checkOpinion', 'returnOpinion', 'issueOpinion'].includes(name),
      );
      const found: string[] = [];
      for (const mode of ['standard', 'elder']) {
        await page.evaluate(`document.documentElement.dataset.mode = '${mode}'`);
        for (const name of names) {
          await page.evaluate(`history.pushState(null, '', '/work/petition/${made.id}/act/${name}')`);
          await page
            .getByRole('dialog', { name: actWords[name as keyof typeof actWords].title })
            .getByRole('button', { name: '取消' })
            .waitFor();
          found.push(...(await findings(page, '[role=dialog]')).map((one) => `${name} ${mode} ${one}`));
          if ((await overflow(page)) > 0) found.push(`${name} ${mode} is too wide for a phone`);
        }
      }
      expect(found).toEqual([]);
      await end(sight);
    },
    LONG,
  );

  it('informs and accepts, and keeps what was typed over a refusal that names its article', async () => {
    const made = await routed();
    const sight = await at('handler.housing');
    const { page } = sight;
    const inform = await opened(page, made, 'informPetitioner');
    await inform.getByRole('button', { name: '提交' }).click();
    await inform.getByText('还有必填的项目').waitFor();
    // The cursor stands in the first field that lacks something.
    await page.keyboard.type('信访事项办理程序');
    await expect(inform.getByLabel('办理途径').inputValue()).resolves.toBe('信访事项办理程序');
    await inform.getByLabel('办理程序').fill('调查核实后出具处理意见书');
    await inform.getByLabel('送出方式').selectOption({ label: '邮寄送达' });
    await inform.getByRole('button', { name: '提交' }).click();
    // Sent by post without the number of the receipt.
    await inform.getByRole('alert').getByText('依据').waitFor();
    await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
    await page.reload();
    await expect(inform.getByLabel('办理程序').inputValue()).resolves.toBe('调查核实后出具处理意见书');
    await inform.getByLabel('回执编号').fill('EMS0001');
    await inform.getByRole('button', { name: '提交' }).click();
    await inform.waitFor({ state: 'detached' });
    const accept = await opened(page, made, 'acceptPetition');
    await accept.getByRole('button', { name: '提交' }).click();
    await accept.waitFor({ state: 'detached' });
    const { petition } = await city.client.query<{ petition: { stage: string } }>(
      'handler.housing',
      'query ($id: ID!) { petition(id: $id) { stage } }',
      { id: made.id },
    );
    expect(petition.stage).toBe('accepted');
    await end(sight);
  });
});
