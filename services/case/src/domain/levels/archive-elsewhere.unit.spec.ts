import { describe, expect, it } from '@jest/globals';
import { aPetition, BUREAU, id, law } from '../../../test/builders.js';
import { newRecord, RECORDS, type CaseRecord } from '../records.js';
import type { FiledMessage } from '../closing/file-elsewhere.js';
import { archiveElsewhere, owed, withMessages } from './archive-elsewhere.js';

const NODE = 'city.990100';
const told = { node: NODE, toldBy: id('m', 3), ground: 'opinion_served', heardOn: '2025-07-11' };
const of = (change: object = {}) =>
  archiveElsewhere({ state: aPetition({ exit: '31(6)', stage: 'opinion_served' }), law }, { ...told, ...change });

describe('立卷归档 of a matter that another node closed', () => {
  it('is owed by the organ that registered it here, within 60 days from the day on which it heard of the closing', () => {
    const archive = of();
    expect(archive).toMatchObject({ id: id('m', 3), state: 'due', on: '2025-07-11', until: '2025-09-09', organId: BUREAU.id });
    expect(archive?.data).toMatchObject({ retentionClass: '30_years', from: 'opinion_served', sealed: false, elsewhere: { node: NODE } });
    expect(owed(archive)).toEqual({ retentionClass: '30_years', archiveDue: '2025-09-09' });
    expect(of({ heardOn: '2025-07-12' })?.until).toBe('2025-09-10');
  });

  it('is kept as long as any other claim where the ground is not known here, and is owed by no word without a message', () => {
    expect(of({ ground: null })?.data).toMatchObject({ retentionClass: '30_years', ground: 'closed_elsewhere' });
    expect(of({ toldBy: undefined })).toBeNull();
    expect(owed(null)).toEqual({});
  });

  it('lists the own registration, the routing papers, and each message with both receipts', () => {
    const proof = (digest: string) => ({ at: '2025-07-10T01:00:00.000Z', digest });
    const messages: FiledMessage[] = [
      {
        ...{
          messageId: id('m', 1),
          node: NODE,
          sent: true,
          messageKind: 'transfer',
          at: '2025-03-05T01:00:00.000Z',
          on: null,
          digest: 'd1',
        },
        ...{ stored: proof('d2'), answered: { ...proof('d3'), answer: 'accepted' } },
      },
      {
        ...{ messageId: id('m', 3), node: NODE, sent: false, messageKind: 'completion', at: '2025-07-10T01:00:00.000Z', on: '2025-07-09' },
        ...{ digest: 'd4', stored: proof('d5'), answered: null },
      },
    ];
    const archive = of() as CaseRecord;
    const listed = withMessages({ records: [archive] }, messages);
    const details = Object.fromEntries(RECORDS.archive.details(listed!.data, { channel: (one) => one, paper: (one) => one }));
    const { number, registeredOn } = aPetition({});
    expect(details).toMatchObject({ 办结节点: NODE, 本节点登记: `${number}，${registeredOn}` });
    expect(String(details['往来消息和回执']).split('；')).toEqual([
      `发往${NODE}：转送，2025-03-05T01:00:00.000Z，消息${id('m', 1)}，校验值d1，接收回执2025-07-10T01:00:00.000Z（校验值d2），业务回执“已接收”2025-07-10T01:00:00.000Z（校验值d3）`,
      `${NODE}来文：办结，2025-07-09，消息${id('m', 3)}，校验值d4，接收回执2025-07-10T01:00:00.000Z（校验值d5）`,
    ]);
  });

  it('takes no list once it is filed, nor where this node closed the matter itself', () => {
    const archive = of() as CaseRecord<'archive'>;
    expect(withMessages({ records: [{ ...archive, state: 'filed' }] }, [])).toBeNull();
    const { elsewhere: _none, ...data } = archive.data;
    expect(withMessages({ records: [newRecord({ id: id('k'), kind: 'archive', state: 'due', on: '2025-07-11', data })] }, [])).toBeNull();
  });
});
