import { afterAll, beforeAll, describe } from '@jest/globals';
import { bound } from './findings.bound.js';
import { FindingsCity } from './findings.city.js';
import { contact } from './findings.contact.js';
import { endings } from './findings.endings.js';
import { handling } from './findings.handling.js';
import { hearing } from './findings.hearing.js';
import { outcomes } from './findings.outcomes.js';
import { papers } from './findings.papers.js';
import { reports } from './findings.reports.js';
import { slips } from './findings.slips.js';
import { upward } from './findings.upward.js';
import { succession } from './findings.succession.js';

/** What a practitioner found against the Regulation, one test a finding, by its number. */
describe('what practice found', () => {
  let city: FindingsCity;
  beforeAll(async () => {
    city = await FindingsCity.start();
  }, 120_000);
  afterAll(() => city.close());

  describe('a report reaches a body that may act, and never the accused', () => reports(() => city));
  describe('no ending that the law does not know, and none without an end', () => endings(() => city));

  describe('what an organ does with what it has in hand', () => handling(() => city));

  describe('an opinion says what was done', () => hearing(() => city));

  describe('papers and words', () => papers(() => city));

  describe('a paper says whom to call', () => contact(() => city));

  describe('a code reaches whom it belongs to, and that is on record', () => slips(() => city));

  describe('whom the law binds', () => bound(() => city));

  describe('what is put before the own Party committee or government', () => upward(() => city));

  describe('who carries on for the dead', () => succession(() => city));

  describe('a matter has an end, and the petitioner reads the true one', () => outcomes(() => city));
});
