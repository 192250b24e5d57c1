import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walk } from '@sunshine/demo';
import { world, type World } from './world.js';

/** Step of a tour, and the day that must stand in its line. */
const DAYS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  exits: [
    ['informPetitioner .* 行政诉讼', '2025-07-07'],
    ['informPetitioner .* 劳动争议仲裁', '2026-01-15'],
    ['informPetitioner .* 行政复议', '2025-06-19'],
    ['acceptPetition .* HANDLE', '2025-09-12'],
  ],
  group: [['recordService .* REVIEW_REQUEST', '2025-05-21']],
  hearing: [
    ['recordService .* REVIEW_REQUEST', '2025-06-09'],
    ['serveHearingNotice .* REREVIEW', '2025-08-04'],
    ['concludeHearing .* REREVIEW', '2025-07-15'],
  ],
  supervision: [
    ['issueReminder .* REMINDER_REPLY', '2025-03-18'],
    ['openSupervisedHandling .* SUPERVISION_REPLY', '2025-03-31'],
    ['extendSupervisionReply .* SUPERVISION_REPLY', '2025-04-02'],
    ['judgeSupervisionReply .* SUPERVISION_REPLY', '2025-04-08'],
  ],
  report: [['confirmHandOver .* ROUTE', '2025-03-18']],
  objection: [
    ['routePetition .* OBJECT', '2025-02-05'],
    ['decideObjection .* NOTIFY_TRANSFERRED', '2025-02-21'],
    ['designateOrgan .* NOTIFY_TRANSFERRED', '2025-03-31'],
    ['recallTransfer .* ROUTE', '2025-04-22'],
  ],
};

describe.each(Object.entries(DAYS))('the tour %s', (name, days) => {
  let at: World;
  const lines: string[] = [];

  beforeAll(async () => {
    at = await world();
  }, 60_000);
  afterAll(() => at.close());

  it('goes through every step', async () => {
    const result = await walk(at.client, name, (line) => lines.push(line));
    expect({ failed: lines.filter((line) => line.includes('失败')), count: result.steps }).toEqual({ failed: [], count: lines.length });
  }, 90_000);

  it('says with every step the day it is about and why', () => {
    for (const line of lines) expect(line).toMatch(/^\d+ \S+ \S+ \d{6}-\d{8}-\d{6} \S+ \S+ (?:\d{4}-\d{2}-\d{2}|—) \S+/);
    for (const [step, day] of days) expect(lines.filter((line) => new RegExp(`${step} ${day} `).test(line))).not.toEqual([]);
  });
});
