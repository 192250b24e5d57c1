import type { DocumentPart, DocumentRule, RulePack } from '@sunshine/procedure';
import { citation, han } from '@sunshine/words';
import type { PaperBody } from './body.js';
import { chineseDay, isDay, signedDay } from './chinese.js';
import { isEmpty, markup, type Content, type Markup } from './markup.js';
import { listed, namesOf, paragraphs, type Values } from './values.js';

/** A paper on its way to the page: body, the document table of the pack it was issued under, and what its ids stand for. */
export interface Sheet {
  readonly body: PaperBody;
  readonly pack: RulePack | null;
  readonly rule: DocumentRule | null;
  readonly values: Values;
}

export type Layout = (sheet: Sheet) => Content;

const text = (sheet: Sheet, part: string): string => {
  const value = sheet.body.parts[part];
  return typeof value === 'string' ? value : '';
};
const shown = (sheet: Sheet, part: string): Markup => sheet.values.part(part, sheet.body.parts[part]);

/** The parts of the pack's table that the body has, in its order; without a pack the body's own. */
function partsOf({ body, rule }: Sheet): readonly Pick<DocumentPart, 'part' | 'title'>[] {
  const known = rule?.parts ?? Object.keys(body.parts).map((part) => ({ part, title: '' }));
  return known.filter(({ part }) => body.parts[part] !== undefined && body.parts[part] !== null);
}

/** The same with what a paper bears besides because it is the notice too: one paper may be both. */
function withNotice(sheet: Sheet): readonly Pick<DocumentPart, 'part' | 'title'>[] {
  const own = partsOf(sheet);
  const more = sheet.rule?.to === 'petitioner' ? (sheet.pack?.documents['NOTICE']?.parts ?? []) : [];
  return [...own, ...more.filter(({ part }) => !own.some((one) => one.part === part) && sheet.body.parts[part] !== undefined)];
}

const head = (sheet: Sheet): Content => markup`<header class="head"><p class="issuer">${text(sheet, 'issuer')}</p><hr class="line"></header>
${number(sheet)}`;

const number = (sheet: Sheet): Content => text(sheet, 'number') !== '' && markup`<p class="number">${text(sheet, 'number')}</p>`;

const title = ({ body }: Sheet): Content => markup`<h1>${body.title}</h1>`;

const signature = (sheet: Sheet): Content => {
  const date = text(sheet, 'date');
  return markup`<section class="sign"><p class="seal">（印章）</p><p>${text(sheet, 'issuer')}</p><p>${isDay(date) ? signedDay(date) : date}</p></section>`;
};

const FOOT = [
  ['petitionNumber', '信访编号'],
  ['queryCode', '查询码'],
  ['contact', '承办人及电话'],
  ['copies', '抄送'],
] as const;

const foot = (sheet: Sheet, without: readonly string[] = []): Content => {
  const lines = FOOT.map(([part, label]): Content => {
    if (without.includes(part)) return null;
    const content = sheet.values.inline(sheet.body.parts[part]);
    return !isEmpty(content) && markup`<p>${label}：${content}</p>`;
  });
  return !isEmpty(lines) && markup`<footer class="foot">${lines}</footer>`;
};

/** Parts that stand in head, signature and foot. */
const FRAME: ReadonlySet<string> = new Set(['issuer', 'number', 'date', 'seal', ...FOOT.map(([part]) => part)]);

/** Version 1 of papers issued before each kind had a layout: number, title, and every part under its title. */
export const plain: Layout = (sheet) => [
  number(sheet),
  title(sheet),
  partsOf(sheet).map(
    ({ part, title: name }) => markup`<section>${name !== '' && markup`<h2>${name}</h2>`}${shown(sheet, part)}</section>\n`,
  ),
];

/** Sections 一、二、… of all parts but those of the frame and the ones left out. */
export function sections(sheet: Sheet, without: readonly string[], from = 1): Content {
  return withNotice(sheet)
    .filter(({ part }) => !FRAME.has(part) && !without.includes(part))
    .map(({ part, title: name }) => ({ name, content: shown(sheet, part) }))
    .filter(({ content }) => !isEmpty(content))
    .map(({ name, content }, index) => markup`<section><h2>${han(index + from)}、${name}</h2>${content}</section>\n`);
}

const by = ({ rule }: Sheet): string => {
  const cited = rule && citation(rule.source);
  return cited ? `依照${cited}，` : '';
};

/** Lead and close of a letter; without a lead the sections speak. */
interface Wording {
  readonly lead?: (sheet: Sheet) => string;
  readonly close?: string;
}

const addressee = (sheet: Sheet): string => {
  const { parts } = sheet.body;
  if (sheet.rule?.to === 'petitioner') return sheet.values.names(parts['petitioner']);
  return sheet.values.organ(parts['to']) || sheet.values.organ(parts['unit']) || sheet.values.organ(parts['addressee']);
};

/** A letter: red head, number, title, whom it is for, lead, numbered sections, signature with the place of the seal. */
export const letter =
  ({ lead, close }: Wording): Layout =>
  (sheet) => {
    const to = addressee(sheet);
    const opening = lead?.(sheet);
    const own = sheet.rule?.to === 'petitioner' ? ['petitioner'] : ['from', 'to', 'unit', 'addressee', 'sender'];
    return [
      head(sheet),
      title(sheet),
      to !== '' && markup`<p class="to">${to}：</p>`,
      opening && paragraphs(opening),
      sections(sheet, own),
      close && paragraphs(close),
      signature(sheet),
      foot(sheet),
    ];
  };

const yours = '你（们）反映的信访事项';

export const notice = letter({
  lead: (sheet) => `${yours}收悉。${by(sheet)}现将接收情况以及处理途径、程序告知如下：`,
  close: '特此告知。',
});
export const acceptance = letter({ lead: (sheet) => `${yours}，经审查，${by(sheet)}决定予以受理。现告知如下：`, close: '特此告知。' });
export const extensionNotice = letter({
  lead: (sheet) => `${yours}，因情况复杂，${by(sheet)}经本机关、单位负责人批准，延长办理期限。现告知如下：`,
  close: '特此告知。',
});
export const guidanceV1 = letter({ lead: (sheet) => `${by(sheet)}${yours}应当通过下列法定途径解决，现告知如下：`, close: '特此告知。' });
/** 31(1)(2): the route is a must; 31(3)(4): it may be taken, and the organ leads in. @source 信访工作条例 31(1)-(4) */
export const guidance = letter({
  lead: (sheet) => {
    const { leadIn, receipt: received } = sheet.body.parts;
    const how = leadIn === 'may' ? `可以通过下列法定途径解决，本机关${received ? '已经' : '将'}导入` : '应当通过下列法定途径解决';
    return `${by(sheet)}${yours}${how}，现告知如下：`;
  },
  close: '特此告知。',
});
export const visitGuidance = letter({ lead: () => '你（们）本次来访已经登记。现就所反映的事项引导如下：' });
export const refilingRefusal = letter({ lead: (sheet) => `${yours}，${by(sheet)}不再受理。现告知如下：`, close: '特此告知。' });
export const supplementRequest = letter({ lead: () => `${yours}已经登记。请一次性补充下列材料：`, close: '特此告知。' });
export const splitNotice = letter({
  lead: () => '你（们）一并提出的几件事，已经分开登记、分别办理，各有编号。现告知如下：',
  close: '特此告知。',
});
export const referenceNotice = letter({ lead: () => `${yours}已经登记，按下列情形存件。现告知如下：`, close: '特此告知。' });
export const pointingNotice = letter({
  lead: (sheet) => `${yours}收悉。${by(sheet)}经审查，不属于本机关、单位职权范围。现告知你（们）向有权处理的机关、单位提出：`,
  close: '特此告知。',
});
export const successionNotice = letter({
  lead: () => '你（们）承继原信访人继续本信访事项，经核对证明，已经登记。现将有关事项告知如下：',
  close: '特此告知。',
});
export const commitmentNotice = letter({
  lead: () => `${yours}暂时不能解决，现将原因、安排和再次研究的日期告知如下：`,
  close: '特此告知。',
});
export const commitmentNoticeV1 = letter({
  lead: () => `${yours}暂时不能解决，现将原因、安排和再次复核的日期告知如下：`,
  close: '特此告知。',
});
export const reviewSupplement = letter({
  lead: () => '你（们）的复查（复核）申请收悉。请一次性补充下列材料：',
  close: '特此告知。',
});
export const reviewRefusal = letter({
  lead: (sheet) => `你（们）的复查（复核）申请收悉。${by(sheet)}经审查，不予受理。现告知如下：`,
  close: '特此告知。',
});
export const performanceAnswer = letter({ lead: (sheet) => `${by(sheet)}现将履行职责的情况告知如下：`, close: '特此告知。' });
export const suggestionReply = letter({
  lead: () => '你（们）提出的建议意见收悉，经研究，现回复如下：',
  close: '感谢你（们）的关心和支持。',
});
export const official = letter({});

const refusalWith =
  (close: string, way = '途径'): Layout =>
  (sheet) => {
    const ground = sheet.body.parts['ground'];
    const code = typeof ground === 'object' && ground !== null && 'code' in ground ? ground.code : ground;
    const grounds = (sheet.pack?.grounds ?? []).filter(({ act, allowed }) => act === 'refuseAcceptance' && allowed);
    const known = grounds.some((one) => one.code === code);
    const ticks = grounds.map(
      (one) => markup`<p>${one.code === code ? '☑' : '☐'} ${one.title}（${citation(one.source) ?? one.source}）</p>`,
    );
    return [
      head(sheet),
      title(sheet),
      markup`<p class="to">${addressee(sheet)}：</p>`,
      paragraphs(`${yours}，${by(sheet)}决定不予受理。现将理由和应当提出的${way}告知如下：`),
      markup`<section><h2>一、不予受理的理由及条款</h2>${known ? ticks : shown(sheet, 'ground')}${known && typeof ground === 'object' && reasonOf(sheet, ground)}</section>\n`,
      sections(sheet, ['petitioner', 'ground'], 2),
      paragraphs(close),
      signature(sheet),
      foot(sheet),
    ];
  };

const COPIES = '本告知书一式两份，一份送达信访人，一份存档。';
/** 不予受理: the grounds of the pack to tick, the one that holds ticked, in two copies. */
const FORMER_WORD = '渠道';
export const refusalV1 = refusalWith(COPIES, FORMER_WORD);
/** It says where to turn for who takes the refusal to be wrong. */
const WHERE_TO_TURN = `认为不予受理不当的，可以向上级机关、单位反映。\n${COPIES}`;
export const refusalV2 = refusalWith(WHERE_TO_TURN, FORMER_WORD);
export const refusal = refusalWith(WHERE_TO_TURN);

const reasonOf = (sheet: Sheet, ground: object | null): Content =>
  ground !== null && 'reason' in ground && markup`<p>理由：${sheet.values.inline(ground.reason)}</p>`;

/** 交办函: what is assigned, by when it is reported, and the points to answer. */
export const assignmentLetter: Layout = (sheet) => {
  const deadline = text(sheet, 'deadline');
  const lead = `${by(sheet)}现将下列信访事项交由你单位办理${isDay(deadline) ? `，请于${chineseDay(deadline)}前办结，并按要求报告` : ''}。`;
  return [
    head(sheet),
    title(sheet),
    markup`<p class="to">${addressee(sheet)}：</p>`,
    paragraphs(lead),
    sections(sheet, ['from', 'to']),
    signature(sheet),
    foot(sheet),
  ];
};

const rows = (cells: readonly (readonly [name: string, content: Content])[]): Content =>
  markup`<table>\n${cells.map(([name, content]) => markup`<tr><th>${name}</th><td>${content}</td></tr>\n`)}</table>`;

/** A form: every part a row, number and signature around it. */
export const form: Layout = (sheet) => [
  text(sheet, 'issuer') !== '' && head(sheet),
  title(sheet),
  rows(
    partsOf(sheet)
      .filter(({ part }) => part === 'petitionNumber' || !FRAME.has(part))
      .map(({ part, title: name }) => [name, part === 'petitioners' ? personRows(sheet) : shown(sheet, part)]),
  ),
  text(sheet, 'issuer') !== '' && signature(sheet),
  foot(sheet, ['petitionNumber']),
];

/** Name, address and telephone of each, as far as the reader may see them. */
const personRows = (sheet: Sheet): Content => {
  const people = sheet.values.people(sheet.body.parts['petitioners']);
  if (people.length === 0) return paragraphs(namesOf(people));
  return listed(people.map(({ name, address, phone }) => [name ?? '（未署名）', address && `，${address}`, phone && `，${phone}`]));
};

const opinionWith =
  (remedyOf: Layout): Layout =>
  (sheet) => {
    const { parts } = sheet.body;
    const of = (part: string, id: string): unknown => {
      const value = parts[part];
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)[id] : undefined;
    };
    const whole = (part: string): boolean => typeof parts[part] === 'string' || Array.isArray(parts[part]);
    const requests = typeof parts['requests'] === 'object' && parts['requests'] !== null ? Object.keys(parts['requests']) : [];
    const line = (name: string, content: Content): Content => !isEmpty(content) && markup`<h3>${name}</h3>${content}`;
    const blocks = requests.map((id, index) => {
      const answer = of('answers', id);
      const outcome = typeof answer === 'object' && answer !== null && 'outcome' in answer ? answer.outcome : answer;
      const words = typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : null;
      return markup`<section><h2>诉求${han(index + 1)}：${sheet.values.request(id)}</h2>${[
        line('认定的事实和理由', sheet.values.value(of('facts', id))),
        line('处理意见', markup`<p>${sheet.values.inline(outcome)}。${sheet.values.inline(words)}</p>`),
        line('依据', sheet.values.value(of('basis', id))),
      ]}</section>\n`;
    });
    const section = (name: string, part: string): Content =>
      !isEmpty(shown(sheet, part)) && markup`<section><h2>${name}</h2>${shown(sheet, part)}</section>\n`;
    return [
      head(sheet),
      title(sheet),
      markup`<p class="to">${addressee(sheet)}：</p>`,
      paragraphs(`${yours}，本机关、单位经调查核实，${by(sheet)}现提出处理意见如下：`),
      whole('facts') && section('事实和理由认定情况', 'facts'),
      section('证据', 'evidence'),
      blocks,
      section('执行方式和执行日期', 'executeBy'),
      remedyOf(sheet),
      signature(sheet),
      foot(sheet),
    ];
  };

/** What the petitioner may do next: the words of the pack, to whom, and with which papers. */
const remedyWith =
  (whom: (to: string, value: Readonly<Record<string, unknown>>) => string): Layout =>
  (sheet) => {
    const value = sheet.body.parts['remedy'];
    if (typeof value !== 'object' || value === null || !('text' in value)) {
      return !isEmpty(shown(sheet, 'remedy')) && markup`<section><h2>救济途径</h2>${shown(sheet, 'remedy')}</section>\n`;
    }
    const { text: words, to, papers, source } = value as Record<string, unknown>;
    const cited = typeof source === 'string' ? citation(source) : null;
    const list = Array.isArray(papers) && papers.length > 0 ? markup`<p>申请时应当提交：${sheet.values.inline(papers)}。</p>` : null;
    const line = typeof to === 'string' && to !== '' && markup`<p>${whom(sheet.values.text(to), value as Record<string, unknown>)}。</p>`;
    return markup`<section><h2>救济途径</h2><p>${cited && `依照${cited}，`}${sheet.values.inline(words)}。</p>${line}${list}</section>\n`;
  };

/** 处理意见书: one block for each request with what was found, the answer and its basis. @source 信访工作条例 32 */
export const opinionV2 = opinionWith(remedyWith((to) => `受理申请的机关、单位：${to}`));
const remedyWithTerm = remedyWith((to, { within }) => `受理申请的机关、单位：${to}${typeof within === 'string' ? `；${within}` : ''}`);
/** It says between whom the petitioner chooses, within how many days and in which form. @source 信访工作条例 32, 35 */
export const opinion = opinionWith(remedyWithTerm);

/** 复查、复核意见书: the sections of the pack's table, then what the petitioner may do next. @source 信访工作条例 35, 36 */
const reviewOpinionWith =
  (stage: '复查' | '复核'): Layout =>
  (sheet) => [
    head(sheet),
    title(sheet),
    markup`<p class="to">${addressee(sheet)}：</p>`,
    paragraphs(`你（们）的${stage}申请收悉。本机关、单位经${stage}，${by(sheet)}现提出${stage}意见如下：`),
    sections(sheet, ['petitioner', 'remedy']),
    remedyWithTerm(sheet),
    signature(sheet),
    foot(sheet),
  ];
export const reviewOpinion = reviewOpinionWith('复查');
export const rereviewOpinion = reviewOpinionWith('复核');

/** 调解、和解协议书: in the name of the parties, each with a place to sign. */
const settlementWith =
  (end: Layout): Layout =>
  (sheet) => [
    number(sheet),
    title(sheet),
    sections(sheet, ['signatures']),
    markup`<section><h2>签名</h2>${shown(sheet, 'signatures')}</section>`,
    rows([
      ['甲方签名（盖章）', markup`<div class="box"></div>`],
      ['乙方签名（盖章）', markup`<div class="box"></div>`],
      ['调解人签名', markup`<div class="box"></div>`],
    ]),
    end(sheet),
    foot(sheet),
  ];
export const settlement = settlementWith((sheet) => markup`<section class="sign"><p>${signedDay(text(sheet, 'date'))}</p></section>`);
/** The same with the seal of the organ that mediated, or before which the parties settled. */
export const settlementV2 = settlementWith(signature);

/** How a paper reached its recipient, as it was recorded. */
export interface ServedReceipt {
  readonly petitionerId: string;
  /** The representative who received for this petitioner. */
  readonly throughId: string | null;
  readonly way: string;
  /** Null: it could not be delivered. */
  readonly servedOn: string | null;
  /** Null to a reader who has not opened the names. */
  readonly proof: {
    readonly signature?: string | null;
    readonly witness?: string | null;
    readonly relation?: string | null;
    readonly mandate?: string | null;
    readonly receiptNumber?: string | null;
    readonly consent?: string | null;
    readonly receiptFileId?: string | null;
    readonly photo?: string | null;
    readonly attempts?: readonly string[] | null;
  } | null;
}

export interface Receipt {
  /** Title and number of the paper that is served. */
  readonly title: string;
  readonly number: string | null;
  readonly petitionNumber: string;
  readonly issuer: string;
  readonly recipient: string;
  readonly ways: readonly { readonly way: string; readonly title: string }[];
  /** Null before it was served: then everything but its head is filled in by hand. */
  readonly served: (ServedReceipt & { readonly through: string | null }) | null;
}

const BOX = markup`<div class="box"></div>`;
const SIGNED_DAY = markup`<p>　　　年　　月　　日</p>`;

/** What is on record; an empty box where nothing is. */
const filled = (...told: readonly (string | null | undefined | false)[]): Content => {
  const known = told.filter((one) => typeof one === 'string' && one.trim() !== '');
  return known.length > 0 ? known.map((one) => markup`<p>${one}</p>`) : BOX;
};

/** 送达回证: what is on record is filled in, the rest is signed by hand and scanned back. @source 民事诉讼法 87（参照） */
export const receipt = ({ title: name, number: own, petitionNumber, issuer, recipient, ways, served }: Receipt): Content => {
  const { way = '', servedOn = null, through = null } = served ?? {};
  const proof = served?.proof ?? {};
  const day = servedOn === null ? null : chineseDay(servedOn);
  const byOther = way === 'household' || way === 'agent' || through !== null;
  const signed = (here: boolean, ...by: readonly (string | null | undefined | false)[]): Content =>
    here && served ? filled(...by, day) : [BOX, SIGNED_DAY];
  return [
    markup`<h1>送达回证</h1>`,
    rows([
      ['送达机关、单位', issuer],
      ['信访编号', petitionNumber],
      ['送达文书名称和文号', [`《${name}》`, own && ` ${own}`]],
      ['受送达人', recipient],
      ['送达方式', ways.map(({ way: one, title: words }) => markup`<p>${one === way ? '☑' : '☐'} ${words}</p>`)],
      ['送达地点', BOX],
      ['受送达人签名（盖章）及收到日期', signed(!byOther && way !== 'undeliverable', way === 'in_person' && proof.signature)],
      ['代收人签名、与受送达人的关系', signed(byOther, through && `代表人${through}`, proof.signature, proof.relation, proof.mandate)],
      ['拒收事由、见证人签名或者影像编号', way === 'left' ? filled(proof.witness, proof.photo) : BOX],
      ['邮寄回执编号', filled(proof.receiptNumber)],
      ['送达人签名', BOX],
      ['备注', filled(proof.consent, ...(proof.attempts ?? []), proof.receiptFileId && '签收的回证已扫描入卷')],
    ]),
  ];
};
