import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PETITIONERS, REQUESTS, body, frozen, masked, opened, pack2005, pack2022 } from '../test/papers.js';
import { idsIn, parseBody, personalFields, renderPaper, renderReceipts, type Facts } from './index.js';

/** `GOLDEN=write` writes the pages anew: only for a new template version, never for one that papers were issued with. */
function golden(name: string, html: string): void {
  const file = fileURLToPath(new URL(`../test/golden/${name}.html`, import.meta.url));
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, html);
  expect(html).toBe(readFileSync(file, 'utf8'));
}

const render = (json: string, facts: Facts = masked, pack = pack2022) => renderPaper({ body: json, pack, facts });
/** What a reader sees: no tags, no style. */
const words = (html: string) =>
  html
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]+>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe('every paper', () => {
  const kinds = Object.keys(pack2022.documents);

  it.each(kinds)('%s is a whole page for A4 that fetches nothing, runs nothing and shows every part', (kind) => {
    for (const pack of [pack2022, pack2005]) {
      const html = render(body(kind, {}, pack), masked, pack);
      expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
      expect(html).toMatch(/@page \{ size: A4; margin: 37mm 26mm 35mm 28mm/);
      expect(html).toContain(`default-src 'none'`);
      expect(html).not.toMatch(/<script|<link|<img|<iframe|url\(|https?:|\son[a-z]+=/i);
      expect(html.split('</html>')).toEqual([expect.any(String), '\n']);
      const seen = words(html).join('\n');
      expect(seen).toContain(pack.documents[kind]?.title);
      expect(seen).not.toMatch(/\[object|undefined|null|0190a0b0/);
    }
  });

  it.each(kinds)('%s never shows a name that was not opened', (kind) => {
    const shut = render(body(kind));
    for (const name of ['示例甲', '样本乙', '13900000001', '演示路']) expect(shut).not.toContain(name);
  });

  it.each([
    'NOTICE',
    'ACCEPTANCE',
    'REFUSAL',
    'GUIDANCE',
    'TRANSFER_SLIP',
    'ASSIGNMENT_LETTER',
    'EXTENSION_NOTICE',
    'OPINION',
    'REGISTRATION_FORM',
    'COMPLETION_REPORT',
  ])('%s is laid out as on file', (kind) =>
    golden(`${kind}.${frozen.documents[kind]?.template}`, render(body(kind, {}, frozen), opened, frozen)),
  );

  it.each(['NOTICE', 'OPINION'])('%s of an earlier template version is printed as it was', (kind) => {
    golden(`${kind}.1`, render(body(kind, {}, frozen, `${kind}.1`), opened, frozen));
  });

  it('of a template that nobody laid out is printed plainly, not refused', () => {
    expect(words(render(body('NOTICE', {}, pack2022, 'NOTICE.77')))).toEqual(
      expect.arrayContaining(['告知书', '处理途径', '属于我局职责范围']),
    );
  });

  it('that is two papers in one bears the parts of both', () => {
    const both = words(render(body('GUIDANCE', { receivedOn: '2025-03-05', exit: '31(4)', procedure: '向行政复议机关提出' })));
    expect(both).toEqual(
      expect.arrayContaining([
        '法定途径告知书',
        '申请行政复议',
        '2025年3月5日',
        '《信访工作条例》第三十一条第（四）项',
        '向行政复议机关提出',
      ]),
    );
  });

  it('of an old reply brought in by import has its reply and no more', () => {
    const json = JSON.stringify({
      template: 'LEGACY_REPLY.1',
      title: '历史答复（导入）',
      petitionNumber: '990100-20120303-000001',
      date: '2012-03-03',
      reply: '已办。\n谢谢。',
    });
    expect(words(renderPaper({ body: json, pack: null, facts: masked }))).toEqual([
      '历史答复（导入）',
      '历史答复（导入）',
      '990100-20120303-000001',
      '2012年3月3日',
      '已办。',
      '谢谢。',
    ]);
  });
});

describe('names', () => {
  it('stand in full only where they were opened', () => {
    expect(words(render(body('NOTICE'), opened))).toContain('示例甲、样本乙：');
    expect(words(render(body('NOTICE'), masked))).toContain('示**、样**：');
  });

  it('are masked on the slip of a report, whoever renders it', () => {
    const slip = body('TRANSFER_SLIP', { petitioner: { petitionerIds: PETITIONERS, masked: true } });
    expect(render(slip, opened)).not.toContain('示例甲');
    expect(render(body('TRANSFER_SLIP'), opened)).toContain('示例甲');
  });

  it('of nobody named are an anonymous petitioner', () => {
    expect(words(render(body('NOTICE', { petitioner: { petitionerIds: [] } })))).toContain('匿名信访人：');
  });

  it('come with address and telephone on the registration form alone', () => {
    expect(render(body('REGISTRATION_FORM'), opened)).toContain('示例甲，演示路3号，13900000001');
    expect(personalFields(parseBody(body('REGISTRATION_FORM')))).toEqual(['name', 'phone', 'address']);
    expect(personalFields(parseBody(body('OPINION')))).toEqual(['name']);
    expect(render(body('OPINION'), opened)).not.toContain('13900000001');
  });

  it('and requests that are sealed say so', () => {
    const sealed: Facts = { ...masked, summary: null, requests: new Map(REQUESTS.map((id) => [id, null])) };
    expect(words(render(body('TRANSFER_SLIP'), sealed))).toContain('（内容密封）');
    expect(render(body('OPINION'), sealed)).not.toContain('维修外墙渗水');
  });
});

describe('hostile text', () => {
  const EVIL = `<script>alert(1)</script><img src=x onerror="alert(2)">&lt;b&gt;'"\u202Egnissim\u0000`;
  const everywhere: Facts = {
    ...opened,
    petitioners: new Map(
      PETITIONERS.map((id) => [
        id,
        { masked: { name: EVIL, phone: EVIL, address: EVIL }, full: { name: EVIL, phone: EVIL, address: EVIL } },
      ]),
    ),
    requests: new Map(REQUESTS.map((id) => [id, EVIL])),
    organs: new Map([...opened.organs.keys()].map((id) => [id, EVIL])),
    summary: EVIL,
    contentClass: EVIL,
    attachments: [EVIL],
  };

  it.each(Object.keys(pack2022.documents))('in any part of %s stays text', (kind) => {
    const parts = Object.fromEntries((pack2022.documents[kind]?.parts ?? []).map(({ part }) => [part, EVIL]));
    const nested = Object.fromEntries(Object.keys(parts).map((part) => [part, { [EVIL]: EVIL, to: [EVIL], lastDay: EVIL }]));
    for (const json of [body(kind), body(kind, parts), body(kind, nested)]) {
      const html = renderPaper({ body: json, pack: pack2022, facts: everywhere, voidReason: EVIL });
      expect(html).not.toMatch(/<script|<img|<b>|\son[a-z]+=\s*"|\u202e|\u0000/i);
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).toContain('&amp;lt;b&amp;gt;');
    }
  });

  it('in title and number does not leave them', () => {
    const json = body('NOTICE', { number: EVIL }).replace('"title":"告知书"', `"title":${JSON.stringify(EVIL)}`);
    const html = renderPaper({ body: json, pack: pack2022, facts: masked });
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('<title>&lt;script&gt;');
  });

  it('is no body of a paper without a template', () => {
    for (const json of ['{}', '{"template":"NOTICE"}', '[]', '{"template":"NOTICE.1"}']) expect(() => parseBody(json)).toThrow(TypeError);
  });
});

describe('the opinion', () => {
  it('answers request by request: what was asked, what was found, the answer, its basis', () => {
    const seen = words(render(body('OPINION')));
    const first = seen.indexOf('诉求一：维修外墙渗水');
    const second = seen.indexOf('诉求二：支付过渡费');
    expect(seen.slice(first, second)).toEqual([
      '诉求一：维修外墙渗水',
      '认定的事实和理由',
      '经现场查看，外墙渗水属实。',
      '处理意见',
      '支持。由我局组织维修。',
      '依据',
      '《房屋质量管理条例（演示）》第八条',
    ]);
    expect(seen.slice(second)).toEqual(
      expect.arrayContaining(['解释说明。以协议为准。', '安置协议第三条', '明川市住房和城乡建设局于2025年6月30日前执行']),
    );
  });

  it('tells the remedy with its article, the organ and the papers', () => {
    expect(words(render(body('OPINION')))).toEqual(
      expect.arrayContaining([
        '依照《信访工作条例》第三十五条，对处理意见不服的，自收到书面答复之日起30日内可以申请复查。',
        '受理申请的机关、单位：明川市人民政府。',
        '申请时应当提交：书面复查申请；处理意见书。',
      ]),
    );
  });

  it('with facts told for the whole matter says them once, before the requests', () => {
    const seen = words(render(body('OPINION', { facts: '经查属实。' })));
    expect(seen.filter((line) => line === '经查属实。')).toHaveLength(1);
    expect(seen.indexOf('经查属实。')).toBeLessThan(seen.indexOf('诉求一：维修外墙渗水'));
  });
});

describe('the refusal', () => {
  it('ticks the ground that holds among those of the pack, with its article', () => {
    const seen = words(render(body('REFUSAL')));
    expect(seen.filter((line) => /^[☑☐]/.test(line))).toEqual([expect.stringMatching(/^☑ .+（《信访工作条例》第十九条第三款）$/)]);
    const old = words(render(body('REFUSAL', { ground: { code: 'statutory_route' } }, pack2005), masked, pack2005)).filter((line) =>
      /^[☑☐]/.test(line),
    );
    expect(old).toHaveLength(5);
    expect(old.filter((line) => line.startsWith('☑'))).toHaveLength(1);
  });

  it('is made in two copies', () => {
    expect(words(render(body('REFUSAL')))).toContain('本告知书一式两份，一份送达信访人，一份存档。');
  });
});

describe('days', () => {
  it('are figures in the text; the day of signature was in characters until GB/T 9704—2012 was in force', () => {
    const signedOn = (date: string) => words(render(body('NOTICE', { date }))).filter((line) => /^\S{4}年\S{1,2}月\S{1,3}日$/.test(line));
    expect(signedOn('2025-03-03')).toEqual(['2025年3月3日']);
    expect(signedOn('2012-07-01')).toEqual(['2012年7月1日']);
    expect(signedOn('2012-06-30')).toEqual(['二〇一二年六月三十日']);
    expect(signedOn('2005-11-20')).toEqual(['二〇〇五年十一月二十日']);
  });
});

describe('a paper out of use', () => {
  it('is printed with 作废 and its reason over it', () => {
    const html = renderPaper({ body: body('NOTICE'), pack: pack2022, facts: masked, voidReason: '印章模糊' });
    expect(words(html)).toEqual(expect.arrayContaining(['作废', '本文书已作废。原因：印章模糊']));
    expect(words(render(body('NOTICE')))).not.toContain('作废');
  });
});

describe('a paper that is not issued', () => {
  it('is printed with 草稿 over it', () => {
    const html = renderPaper({ body: body('NOTICE'), pack: pack2022, facts: masked, draft: true });
    expect(words(html)).toContain('草稿');
    expect(words(render(body('NOTICE')))).not.toContain('草稿');
  });
});

describe('what was corrected in the registration', () => {
  const noted = (on: string, field = 'name') =>
    words(render(body('NOTICE'), { ...masked, corrections: [{ on, field }] })).filter((line) => line.startsWith('注：'));
  it('after the day of the paper is noted on it, and nothing before', () => {
    expect(noted('2025-03-11')).toEqual(['注：本文书制发后登记内容有更正：信访人姓名（名称）（2025年3月11日）。']);
    expect(noted('2025-03-10')).toEqual([]);
    expect(noted('2025-03-11', 'somethingElse')).toEqual(['注：本文书制发后登记内容有更正：登记内容（2025年3月11日）。']);
  });
});

describe('送达回证', () => {
  const receipts = (ids: readonly string[], facts = opened) => renderReceipts({ body: body('OPINION'), pack: pack2022, facts }, ids);

  it('bears number, recipient, every way of the pack and places to sign', () => {
    const seen = words(receipts([PETITIONERS[0]]));
    expect(seen).toEqual(
      expect.arrayContaining(['送达回证', '《信访事项处理意见书》 明住建信访〔2025〕12号', '990100-20250303-000001', '示例甲']),
    );
    expect(seen.filter((line) => line.startsWith('☐'))).toEqual(pack2022.serviceWays.map(({ title }) => `☐ ${title}`));
    golden('SERVICE_RECEIPT.1', renderReceipts({ body: body('OPINION', {}, frozen), pack: frozen, facts: opened }, [PETITIONERS[0]]));
  });

  it('is one page for each petitioner, masked where names were not opened', () => {
    const html = receipts(PETITIONERS, masked);
    expect(html.match(/<h1>送达回证<\/h1>/g)).toHaveLength(2);
    expect(html.match(/class="next"/g)).toHaveLength(1);
    expect(html).not.toContain('示例甲');
  });
});

describe('送达回证 of what was served', () => {
  const served = (way: string, more: object = {}, throughId: string | null = null) =>
    words(
      renderReceipts(
        { body: body('OPINION'), pack: pack2022, facts: opened },
        [PETITIONERS[0]],
        [{ petitionerId: PETITIONERS[0], throughId, way, servedOn: '2025-05-08', proof: { signature: '示例甲本人', ...more } }],
      ),
    );

  it('ticks the way, and has day and signature where the recipient signs', () => {
    expect(served('in_person')).toEqual(expect.arrayContaining(['☑ 直接送达', '☐ 邮寄送达', '示例甲本人', '2025年5月8日']));
  });

  it('has whoever received for another with the relation, the number of the post and the witness in their own rows', () => {
    expect(served('household', { relation: '配偶' })).toEqual(expect.arrayContaining(['☑ 同住成年家属签收', '配偶']));
    expect(served('post', { receiptNumber: 'EMS1' })).toEqual(expect.arrayContaining(['☑ 邮寄送达', 'EMS1']));
    expect(served('left', { witness: '居委会见证' })).toEqual(expect.arrayContaining(['☑ 留置送达', '居委会见证']));
    expect(served('in_person', {}, PETITIONERS[1])).toContain('代表人样本乙');
  });

  it('shows no proof to who has not opened the names', () => {
    const shut = renderReceipts(
      { body: body('OPINION'), pack: pack2022, facts: masked },
      [PETITIONERS[0]],
      [{ petitionerId: PETITIONERS[0], throughId: null, way: 'in_person', servedOn: '2025-05-08', proof: null }],
    );
    expect(words(shut)).toContain('2025年5月8日');
    expect(shut).not.toContain('示例甲');
  });
});

describe('a ground of declining', () => {
  it('is ticked by its code, with where to turn; a code is never printed', () => {
    const ground = { code: 'pending_with_lower_organ', title: '已由下级机关、单位受理或者正在办理', reason: '正在期限之内' };
    const seen = words(render(body('REFUSAL', { ground }))).join('\n');
    expect(seen).toContain('☑ 已由下级机关、单位受理或者正在办理（《信访工作条例》第十九条第三款）');
    expect(seen).toContain('认为不予受理不当的，可以向上级机关、单位反映。');
    expect(words(render(body('REFUSAL', { ground: { ...ground, code: 'local_ground' } }))).join('')).not.toContain('local_ground');
  });
});

describe('a statutory route', () => {
  it('is a must under 31(1)(2), and may be taken under 31(3)(4)', () => {
    const lead = (leadIn: string) => words(render(body('GUIDANCE', { leadIn, receipt: undefined }))).join('');
    expect(lead('shall')).toContain('应当通过下列法定途径解决');
    expect(lead('may')).toContain('可以通过下列法定途径解决，本机关将导入');
  });
});

describe('attachments', () => {
  const slip = (attachments: Facts['attachments']) => words(render(body('TRANSFER_SLIP'), { ...masked, attachments }));
  it('are listed, said to be none, or left to their own list', () => {
    expect(slip(['照片三张.pdf'])).toContain('照片三张.pdf');
    expect(slip([])).toContain('无');
    expect(slip(null)).toContain('见本件附件目录');
  });
});

describe('ids in a body', () => {
  it('are found wherever they stand, as value or as key', () => {
    expect(idsIn(parseBody(body('OPINION')))).toEqual(expect.arrayContaining([...PETITIONERS, ...REQUESTS]));
  });
});
