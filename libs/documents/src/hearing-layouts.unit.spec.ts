import { describe, expect, it } from '@jest/globals';
import { renderPaper } from './index.js';
import type { Facts } from './index.js';

const id = (n: number): string => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const person = (name: string) => ({ name, phone: null, address: null });
const facts: Facts = {
  petitioners: new Map([[id(1), { masked: person('申*'), full: person('申甲') }]]),
  requests: new Map(),
  organs: new Map([
    [id(2), '明川市人民政府'],
    [id(3), '明川市住房和城乡建设局'],
  ]),
  summary: null,
  contentClass: null,
  attachments: null,
};
const parts = {
  organ: id(2),
  handledBy: id(3),
  petitionNumber: '990100-20250303-000001',
  petitionerIds: [id(1)],
  stage: '复核',
  day: '2025-04-18',
  time: '09:00至12:00',
  place: '政务中心 听证室',
  seats: '40',
  publicity: '公开举行',
  panel: ['甲', '乙', '丙'].map((name, at) => ({ name: `听证员${name}`, presides: at === 0 })),
};
const print = (kind: string, more: object = {}): string =>
  renderPaper({ body: JSON.stringify({ template: `${kind}.1`, title: '题名', parts: { ...parts, ...more } }), pack: null, facts });

describe('papers of a hearing', () => {
  it('bear organ, time, place and panel', () => {
    for (const kind of ['HEARING_NOTICE', 'HEARING_SEATS', 'HEARING_SIGN_IN']) {
      const html = print(kind);
      for (const shown of ['2025年4月18日 09:00至12:00', '政务中心 听证室', '听证员甲（主持人）', '申甲']) expect(html).toContain(shown);
    }
    expect(print('HEARING_SEATS')).toContain('全场40座');
    expect(print('HEARING_RULES')).toContain('未经主持人允许');
    for (const shown of ['一、权利', '二、义务', '申请听证员、书记员回避', '签名']) expect(print('HEARING_RIGHTS')).toContain(shown);
  });

  it('name no petitioner where everybody reads them', () => {
    expect(print('HEARING_ANNOUNCEMENT')).not.toContain('申');
    expect(print('HEARING_ANNOUNCEMENT')).toContain('990100-20250303-000001');
  });

  it('say when the term stands still, until when at most, and the new date; nothing of it where the term runs on', () => {
    const paused = { pauseDays: '30', pauseFrom: '2025-04-10', pauseAtMost: '2025-05-09', dueBefore: '2025-05-07', due: '2025-06-06' };
    const html = print('HEARING_NOTICE', paused);
    for (const shown of ['自2025年4月10日', '最长30日，不超过2025年5月9日', '由2025年5月7日改为2025年6月6日', '听证取消的，期限恢复'])
      expect(html).toContain(shown);
    expect(print('HEARING_NOTICE', { ...paused, due: '2025-05-07' })).toContain('复核期限相应顺延');
    expect(print('HEARING_NOTICE')).not.toContain('中止');
  });

  it('have a line to sign on every page of the minutes, where a correction stands beside its original', () => {
    const entry = { kind: '陈述', speaker: '申甲', hash: null, at: '09:10' };
    const entries = [
      { ...entry, number: 1, text: '原话', corrects: null },
      { ...entry, number: 2, text: '后话', corrects: null },
      { ...entry, number: 3, text: '更正的话', corrects: 1 },
    ];
    const html = print('HEARING_MINUTES', { entries });
    expect(html).toContain('@bottom-left { content: "本页已核对，签名：');
    expect(html.indexOf('更正的话')).toBeGreaterThan(html.indexOf('原话'));
    expect(html.indexOf('更正的话')).toBeLessThan(html.indexOf('后话'));
    expect(html).toContain('拒绝签名的，见证人签名或者影像编号');
  });

  it('run nothing that somebody said', () => {
    const entries = [
      { number: 1, kind: '陈述', speaker: '<b>', text: '<script>alert(1)</script>', hash: null, corrects: null, at: '09:10' },
    ];
    expect(print('HEARING_MINUTES', { entries })).not.toContain('<script>');
  });
});
