import { describe, expect, it } from '@jest/globals';
import { blankForm, inputOf, unreadable } from '../desk/form';
import { formOf } from './form-of';
import type { Listed, Opened } from './query';

const blank = blankForm({ on: '2026-11-30', channel: 'LETTER', division: '990100', stampNumber: '7', place: '' });
const listed = (more: Partial<Listed> = {}): Listed => ({
  ...{ messageId: 'm1', partnerName: '东湖区信访局', number: '990103-20261126-000004', kind: 'transfer', division: '990103' },
  ...{ receivedAt: '2026-11-28T17:00:00.000Z', receivedOn: '2026-11-29', reportBy: null, state: 'waiting', petitionNumber: null },
  ...{ code: null, reason: null, unknownFields: [], droppedFields: [], ignoredFields: [] },
  ...more,
});
const opened = (more: Partial<Opened> = {}): Opened => ({
  ...{
    messageId: 'm1',
    number: '990103-20261126-000004',
    kind: 'CLAIM',
    firstReceivedOn: '2026-11-26',
    summary: '反映欠薪',
    text: '三个月未发。',
  },
  ...{
    requests: ['支付工资'],
    anonymous: false,
    peopleCount: 3,
    purpose: '求决',
    contentClass: '050100',
    contentClassName: null,
    place: null,
  },
  petitioners: [
    {
      ...{
        name: '周水生',
        phone: null,
        landline: '0990-5550123',
        address: '东湖路20号',
        idType: '居民身份证',
        idNumber: '990101196503021234',
      },
      representative: true,
    },
  ],
  ...{ staffConduct: false, respondents: [{ text: '丙公司', post: '项目部' }], accused: [], files: [] },
  handing: { from: '东湖区信访局', reason: null, paperNumber: '东信转〔2026〕9号', paperOn: '2026-11-27', reportBy: null, points: [] },
  ...more,
});
const input = (of: Partial<Listed> = {}, says: Partial<Opened> = {}) => inputOf(formOf(blank, listed(of), opened(says)), 'officer');

describe('the registration of an arrived matter', () => {
  it('has every field that came, on the channel and with the day of its arrival', () => {
    expect(input()).toMatchObject({
      ...{ channel: 'TRANSFER_IN', kind: 'CLAIM', receivedOn: '2026-11-29', division: '990103', summary: '反映欠薪', text: '三个月未发。' },
      ...{
        requests: [{ text: '支付工资' }],
        peopleCount: 3,
        purpose: '求决',
        contentClass: '050100',
        respondent: [{ text: '丙公司（项目部）' }],
      },
      petitioners: [
        {
          ...{ name: '周水生', phone: '0990-5550123', address: '东湖路20号', idType: '111', idNumber: '990101196503021234' },
          representative: true,
        },
      ],
      transferIn: { sender: '东湖区信访局', number: '东信转〔2026〕9号', kind: 'TRANSFER', reportBy: null, arrivedMessageId: 'm1' },
    });
    expect(unreadable(formOf(blank, listed(), opened())).size).toBe(0);
  });

  it('of an assignment has the day of the report', () => {
    expect(input({ kind: 'assignment', reportBy: '2027-01-29' }).transferIn).toMatchObject({ kind: 'ASSIGNMENT', reportBy: '2027-01-29' });
  });

  it('names the node and its number where the sender names neither itself nor a paper', () => {
    const handing = { from: null, reason: null, paperNumber: null, paperOn: null, reportBy: null, points: [] };
    expect(input({}, { handing }).transferIn).toMatchObject({ sender: '东湖区信访局', number: '990103-20261126-000004' });
  });

  it('cuts a summary that is too long, and has it whole as the text where no other came', () => {
    const summary = '欠'.repeat(250);
    expect(input({}, { summary, text: null })).toMatchObject({ summary: '欠'.repeat(200), text: summary });
  });

  it('of a report has the accused and nobody who reports', () => {
    const report = { kind: 'REPORT', petitioners: [], accused: [{ text: '某局局长', post: null }] };
    expect(input({}, report)).toMatchObject({ kind: 'REPORT', anonymous: true, petitioners: [], accused: [{ text: '某局局长' }] });
  });

  it('of no known kind is left for the officer to classify', () => expect(input({}, { kind: null }).kind).toBe('CLAIM'));
});

it('what arrived otherwise names no message', () => {
  const paper = { ...blank, channel: 'TRANSFER_IN' as const };
  expect(inputOf(paper, 'officer').transferIn).toBeNull();
  expect(inputOf({ ...paper, sender: '省信访局' }, 'officer').transferIn).toMatchObject({ sender: '省信访局', arrivedMessageId: null });
});
