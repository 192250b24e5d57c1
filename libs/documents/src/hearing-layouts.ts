import { HEARING_DUTIES, HEARING_RIGHTS, HEARING_RULES } from './hearing-texts.js';
import { chineseDay } from './chinese.js';
import type { Layout, Sheet } from './layouts.js';
import { markup, type Content } from './markup.js';
import { namesOf } from './values.js';

const text = ({ body }: Sheet, part: string): string => {
  const value = body.parts[part];
  return typeof value === 'string' ? value : '';
};

interface Seat {
  readonly name: string;
  readonly presides: boolean;
}
/** What a body of a hearing holds besides its texts. */
const list = <T>({ body }: Sheet, part: string): readonly T[] => {
  const value = body.parts[part];
  return Array.isArray(value) ? (value as T[]) : [];
};
const seats = (sheet: Sheet): readonly Seat[] => list<Seat>(sheet, 'panel');
const panelText = (sheet: Sheet): string =>
  seats(sheet)
    .map(({ name, presides }) => (presides ? `${name}（主持人）` : name))
    .join('、');
const petitioners = ({ values, body }: Sheet): string => namesOf(values.people({ petitionerIds: body.parts['petitionerIds'] }));
const organ = (sheet: Sheet, part: string): string => sheet.values.organ(sheet.body.parts[part]);

const head = (sheet: Sheet): Content =>
  markup`<header class="head"><p class="issuer">${organ(sheet, 'organ')}</p><hr class="line"></header>
<h1>${sheet.body.title}</h1>`;
const signature = (sheet: Sheet): Content =>
  markup`<section class="sign"><p class="seal">（印章）</p><p>${organ(sheet, 'organ')}</p><p>　　　　年　　月　　日</p></section>`;
const foot = (sheet: Sheet): Content => markup`<footer class="foot"><p>信访编号：${text(sheet, 'petitionNumber')}</p></footer>`;
const rows = (cells: readonly (readonly [name: string, content: Content])[]): Content =>
  markup`<table>\n${cells.filter(([, content]) => content !== '').map(([name, content]) => markup`<tr><th>${name}</th><td>${content}</td></tr>\n`)}</table>`;
const numbered = (lines: readonly string[]): Content => markup`<ol>${lines.map((line) => markup`<li>${line}</li>`)}</ol>`;

const facts = (sheet: Sheet): Content =>
  rows([
    ['时间', `${chineseDay(text(sheet, 'day'))} ${text(sheet, 'time')}`.trim()],
    ['地点', text(sheet, 'place')],
    ['方式', text(sheet, 'publicity')],
    ['听证员', panelText(sheet)],
  ]);

/** How long a re-review stands still, and until which day it is due for that. @source 信访工作条例 36 ¶2 */
function pauseText(sheet: Sheet): string {
  const [from, atMost, days] = ['pauseFrom', 'pauseAtMost', 'pauseDays'].map((part) => text(sheet, part)) as [string, string, string];
  if (days === '') return '';
  const begins = from === '' ? '自听证决定送达之日起' : `自${chineseDay(from)}（听证决定送达之日）起`;
  const ends = `至听证结论作出之日止，最长${days}日${atMost === '' ? '' : `，不超过${chineseDay(atMost)}`}`;
  const [before, due] = [text(sheet, 'dueBefore'), text(sheet, 'due')];
  const date =
    due === '' || due === before ? '复核期限相应顺延' : `复核期限${before === '' ? '' : `由${chineseDay(before)}`}改为${chineseDay(due)}`;
  return `${begins}${ends}，期间不计入复核期限；${date}。听证取消的，期限恢复为原来的日期。`;
}

/** 听证通知书 @source law 9, practice E 6 */
export const hearingNotice: Layout = (sheet) => [
  head(sheet),
  markup`<p class="to">${petitioners(sheet)}：</p>`,
  markup`<p>你（们）的信访事项，本机关、单位决定在${text(sheet, 'stage')}环节举行听证。现将有关事项通知如下：</p>`,
  facts(sheet),
  pauseText(sheet) !== '' && markup`<section><h2>期限的中止</h2><p>${pauseText(sheet)}</p></section>`,
  markup`<section><h2>须知</h2>${numbered([
    '请携带身份证明、本通知书和证据按时到场；证人名单请在听证前提交。',
    '委托代理人的，提交授权委托书和代理人身份证明。',
    '认为听证员、书记员与本件有利害关系的，可以在听证前申请回避。',
    '不能按时到场的，请在听证前书面说明理由；无正当理由不到场的，视为放弃听证，期限照常计算。',
  ])}</section>`,
  signature(sheet),
  foot(sheet),
];

/** 听证公告: of the matter no more than its number, since it hangs where everybody reads it. */
export const hearingAnnouncement: Layout = (sheet) => [
  head(sheet),
  markup`<p>本机关、单位定于下列时间、地点，就编号${text(sheet, 'petitionNumber')}的信访事项公开举行听证：</p>`,
  facts(sheet),
  markup`<p>需要旁听的，请在听证前携带身份证明向本机关、单位登记，在核定的人数内按登记先后入场，并遵守听证纪律。</p>`,
  signature(sheet),
];

const BLANK_ROWS = 10;
const inSign = ([number, name, part]: readonly [number: string, name: string, part: string]): Content =>
  markup`<tr><td>${number}</td><td>${name}</td><td>${part}</td><td class="box"></td><td></td><td></td></tr>\n`;

/** 签到表: who is expected stands there, others write themselves in. */
export const hearingSignIn: Layout = (sheet) => {
  const people: readonly (readonly [name: string, part: string])[] = [
    ...seats(sheet).map(({ name, presides }): [string, string] => [name, presides ? '主持人' : '听证员']),
    ['', '书记员'],
    ...petitioners(sheet)
      .split('、')
      .map((name): [string, string] => [name, '信访人']),
    [organ(sheet, 'handledBy'), '办理单位'],
    ...Array.from({ length: BLANK_ROWS }, (): [string, string] => ['', '']),
  ];
  return [
    markup`<h1>${sheet.body.title}</h1>`,
    facts(sheet),
    markup`<table class="next-table"><tr><td>序号</td><td>姓名</td><td>身份、单位</td><td>签名</td><td>到场时间</td><td>离场时间</td></tr>
${people.map(([name, part], at) => inSign([String(at + 1), name, part]))}</table>`,
    foot(sheet),
  ];
};

/** Presider in the middle, the others left and right of him in turn. */
function inRow(all: readonly Seat[]): readonly Seat[] {
  const presider = all.filter(({ presides }) => presides);
  const others = all.filter(({ presides }) => !presides);
  return [...others.filter((_, at) => at % 2 === 1).toReversed(), ...presider, ...others.filter((_, at) => at % 2 === 0)];
}

/** 座次图: the panel at the head, the parties facing each other, those who follow at the end of the room. */
export const hearingSeats: Layout = (sheet) => {
  const row = inRow(seats(sheet));
  return [
    markup`<h1>${sheet.body.title}</h1>`,
    facts(sheet),
    markup`<table class="seats"><tr>${row.map(({ name, presides }) => markup`<td class="box">${presides ? '主持人' : '听证员'}<br>${name}</td>`)}</tr></table>
<table class="seats"><tr><td class="box">书记员</td></tr></table>
<table class="seats"><tr><td class="box">信访人<br>${petitioners(sheet)}</td><td class="box">代理人</td><td class="box">证人席</td><td class="box">办理单位<br>${organ(sheet, 'handledBy')}</td></tr></table>
<table class="seats"><tr><td class="box">旁听席（全场${text(sheet, 'seats')}座）</td></tr></table>
<p style="text-align:center;text-indent:0">（入口）</p>`,
    foot(sheet),
  ];
};

/** 听证纪律 */
export const hearingRules: Layout = (sheet) => [markup`<h1>${sheet.body.title}</h1>`, numbered(HEARING_RULES)];

const BOX = markup`<div class="box"></div>`;

/** 权利义务告知书, signed by the party and scanned back. */
export const hearingRights: Layout = (sheet) => [
  head(sheet),
  markup`<p class="to">${petitioners(sheet)}：</p>`,
  markup`<p>你（们）在听证中有下列权利和义务：</p>`,
  markup`<section><h2>一、权利</h2>${numbered(HEARING_RIGHTS)}</section>`,
  markup`<section><h2>二、义务</h2>${numbered(HEARING_DUTIES)}</section>`,
  markup`<p>听证员：${panelText(sheet)}</p>`,
  rows([
    ['以上内容已经知悉，签名', BOX],
    ['是否申请回避、申请谁', BOX],
    ['日期', '　　　年　　月　　日'],
  ]),
  foot(sheet),
];

interface Line {
  readonly number: number;
  readonly kind: string;
  readonly speaker: string | null;
  readonly text: string;
  readonly hash: string | null;
  readonly at: string;
}
interface Entry extends Line {
  readonly corrects: number | null;
}

/** The line at the foot of every printed page that each signs. */
const EVERY_PAGE = markup`<style>@page { @bottom-left { content: "本页已核对，签名："; font: 12pt "SimSun", "宋体", serif; } @bottom-right { content: "　　年　月　日"; font: 12pt "SimSun", "宋体", serif; } }</style>`;

const said = ({ number, kind, speaker, text: words, hash, at }: Line): Content =>
  markup`<p>${number}．【${kind}】${speaker !== null && `${speaker}：`}${words}${hash !== null && `（校验值 ${hash}）`}<small>　${at}</small></p>\n`;

/** 听证笔录 for signatures on every page; a correction stands beside its original, which stays. */
export const hearingMinutes: Layout = (sheet) => {
  const entries = list<Entry>(sheet, 'entries');
  return [
    EVERY_PAGE,
    markup`<h1>${sheet.body.title}</h1>`,
    facts(sheet),
    entries
      .filter(({ corrects }) => corrects === null)
      .map((entry) => [
        said(entry),
        entries
          .filter(({ corrects }) => corrects === entry.number)
          .map((correction) => markup`<p class="number">补正第${entry.number}条：${correction.text}（第${correction.number}条）</p>\n`),
      ]),
    rows([
      ['信访人、代理人签名', BOX],
      ['办理单位人员签名', BOX],
      ['主持人、听证员签名', BOX],
      ['书记员签名', BOX],
      ['拒绝签名的，见证人签名或者影像编号', BOX],
    ]),
    foot(sheet),
  ];
};
