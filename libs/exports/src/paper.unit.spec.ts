import { describe, expect, it } from '@jest/globals';
import { faultsOfXml, pagesOfPdf, paragraphsOf, partsOf } from '@sunshine/testing';
import { docxOf } from './docx.js';
import { columnShares, type Paper } from './paper.js';
import { pdfOf } from './pdf.js';

const LONG = '近三个月有多件信访事项逾期，催办、督办后仍未按期办结。'.repeat(12);
const paper: Paper = {
  title: '督查周报（2026年第49周）',
  lead: ['明川市督查室', '2026年11月30日至2026年12月6日'],
  sections: [
    { title: '一、收办情况', paragraphs: [LONG], heads: [], rows: [] },
    {
      title: '二、到期和逾期情况',
      paragraphs: ['A&B <按期> "引号" \u0007\ud83d\ude00'],
      heads: ['单位', '职责', '合计（项）'],
      rows: Array.from({ length: 70 }, (_, n) => [`第${n}个单位`, '受理告知2项、办理1项', String(n)]),
    },
  ],
  foot: ['内容校验码（SHA-256）：0a1b'],
  at: new Date('2026-12-04T08:00:00Z'),
};

describe('a paper as a text document', () => {
  it('opens again with all its text, every part well-formed and related', () => {
    const bytes = docxOf(paper);
    const parts = partsOf(bytes);
    for (const [name, text] of Object.entries(parts)) expect([name, faultsOfXml(text)]).toEqual([name, []]);
    for (const [, target = ''] of (parts['_rels/.rels'] ?? '').matchAll(/Target="([^"]+)"/g)) expect(parts).toHaveProperty([target]);
    for (const [, part = ''] of (parts['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/g))
      expect(parts).toHaveProperty([part]);
    const said = paragraphsOf(bytes);
    expect(said).toContain(LONG);
    expect(said).toContain('A&amp;B &lt;按期&gt; &quot;引号&quot; \ud83d\ude00');
    expect(said.slice(-4)).toEqual(['第69个单位', '受理告知2项、办理1项', '69', '内容校验码（SHA-256）：0a1b']);
    const styles = [...(parts['word/document.xml'] ?? '').matchAll(/pStyle w:val="(\w+)"/g)].map(([, id]) => id);
    for (const id of new Set(styles)) expect(parts['word/styles.xml']).toContain(`w:styleId="${id}"`);
  });
});

describe('a paper as a PDF', () => {
  it('has all its text, on as many pages as it needs, with the heads of a table above each', async () => {
    const pages = await pagesOfPdf(await pdfOf(paper));
    expect(pages.length).toBeGreaterThan(2);
    const text = pages.flat().join('');
    expect(text).toContain(`　　${LONG}`);
    expect(text).toContain('督查周报（2026年第49周）');
    expect(text).toContain('\ud83d\ude00');
    for (const n of [0, 35, 69]) expect(text).toContain(`第${n}个单位受理告知2项、办理1项${n}`);
    expect(pages.slice(1).map(([first]) => first)).toEqual(pages.slice(1).map(() => '单位'));
    // No sign that ends a sentence begins a line.
    expect(pages.flat().filter((line) => /^[，。、；：]/.test(line))).toEqual([]);
  });
});

it('the same paper gives the same bytes, another one others', async () => {
  const other = { ...paper, title: '另一份' };
  expect(Buffer.from(docxOf(paper)).equals(docxOf({ ...paper }))).toBe(true);
  expect(Buffer.from(docxOf(paper)).equals(docxOf(other))).toBe(false);
  const pdf = Buffer.from(await pdfOf(paper));
  expect(pdf.equals(await pdfOf({ ...paper }))).toBe(true);
  expect(pdf.equals(await pdfOf(other))).toBe(false);
});

it('a column is as wide as its longest cell asks, and no more than four times the narrowest', () => {
  expect(columnShares({ heads: ['一', '一二'], rows: [['一', '一二三四五六七八九十']] })).toEqual([0.2, 0.8]);
  expect(columnShares({ heads: ['一二', '三四'], rows: [] })).toEqual([0.5, 0.5]);
});
