import { CHANNEL_NAMES, KIND_NAMES, han } from '@sunshine/words';
import { chineseDay, isDay } from './chinese.js';
import { isId } from './body.js';
import { NO_PERSON, type Facts, type Person } from './facts.js';
import { isEmpty, markup, type Content, type Markup } from './markup.js';

/** Words for the codes that bodies hold. */
const WORDS: Readonly<Record<string, string>> = {
  supported: '支持',
  partly_supported: '部分支持',
  explained: '解释说明',
  not_supported: '不予支持',
  adopted: '采纳',
  partly_adopted: '部分采纳',
  not_adopted: '不采纳',
  upheld: '异议成立',
  rejected: '异议不成立',
  performed: '已履行职责',
  answered: '已答复',
  led_in: '已导入法定程序',
  handed_over: '已移交有权机关',
  ...KIND_NAMES,
  ...CHANNEL_NAMES,
};

/** Labels of what a part may hold; what has none is shown without. */
const LABELS: Readonly<Record<string, string>> = {
  on: '日期',
  day: '日期',
  lastDay: '最后日期',
  until: '期限',
  name: '名称',
  limit: '期限',
  rule: '期限规定',
  source: '依据',
  basis: '依据',
  reason: '理由',
  to: '受理机关、单位',
  papers: '所需材料',
  number: '文号',
  body: '机关',
  organ: '机关、单位',
  phone: '电话',
  address: '地址',
  receiptNumber: '回执编号',
  way: '方式',
  done: '结果',
};

const exitWords = (text: string): string =>
  text.replace(/^31\((\d)\)$/, (_exit, item: string) => `《信访工作条例》第三十一条第（${han(Number(item))}）项`);

type Shape = Readonly<Record<string, unknown>>;
const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null && !Array.isArray(value);
const ids = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isId) : []);

/** Shows the parts of one body with the facts its ids stand for. */
export class Values {
  constructor(readonly facts: Facts) {}

  /** What stands under the title of a part; empty where there is nothing. */
  part(name: string, value: unknown): Markup {
    const { facts } = this;
    // Parts that stand for case text which intake keeps.
    if (isShape(value) && 'requestIds' in value) {
      if (facts.entry && Object.hasOwn(facts.entry, name)) return this.value(facts.entry[name] ?? '无');
      if (name === 'summary') return paragraphs(facts.summary ?? SEALED);
      if (name === 'class') return paragraphs(facts.contentClass ?? '未分类');
      if (name === 'attachments' || name === 'evidence') return this.attachments();
      return this.requests(ids(value['requestIds']));
    }
    if (name === 'partsOfLetter' && facts.entry?.[name]) return this.value(facts.entry[name]);
    return this.value(value);
  }

  private attachments(): Markup {
    const { attachments } = this.facts;
    if (attachments === null) return paragraphs('见本件附件目录');
    return attachments.length > 0 ? listed(attachments) : paragraphs('无');
  }

  value(value: unknown): Markup {
    if (value === null || value === undefined) return markup``;
    if (typeof value === 'string') return paragraphs(this.text(value));
    if (typeof value === 'number') return paragraphs(String(value));
    if (typeof value === 'boolean') return paragraphs(value ? '是' : '否');
    if (Array.isArray(value)) return listed(value.map((item) => this.inline(item)).filter((item) => !isEmpty(item)));
    return isShape(value) ? this.shape(value) : markup``;
  }

  /** The same without blocks around it, for a line among others. */
  inline(value: unknown): Content {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (Array.isArray(value))
      return joined(
        value.map((item) => this.inline(item)),
        '；',
      );
    if (!isShape(value)) return null;
    return this.known(value) ?? this.pairs(value);
  }

  text(text: string): string {
    if (isDay(text)) return chineseDay(text);
    if (isId(text)) return this.facts.organs.get(text) ?? '';
    return Object.hasOwn(WORDS, text) ? (WORDS[text] as string) : exitWords(text);
  }

  organ(id: unknown): string {
    return isId(id) ? (this.facts.organs.get(id) ?? '') : typeof id === 'string' ? id : '';
  }

  /** The petitioners whom a part names, as the reader may see them. */
  people(value: unknown): readonly Person[] {
    if (!isShape(value)) return [];
    return ids(value['petitionerIds']).map((id) => {
      const known = this.facts.petitioners.get(id);
      return (value['masked'] === true ? known?.masked : (known?.full ?? known?.masked)) ?? NO_PERSON;
    });
  }

  /** Names after each other; nobody named: anonymous. */
  names(value: unknown): string {
    return namesOf(this.people(value));
  }

  request(id: string): string {
    return this.facts.requests.get(id) ?? SEALED;
  }

  requests(of: readonly string[]): Markup {
    return listed(of.map((id) => this.request(id)));
  }

  private shape(value: Shape): Markup {
    const known = this.known(value);
    if (known !== null) return markup`<p>${known}</p>`;
    const perRequest = Object.entries(value);
    if (perRequest.length > 0 && perRequest.every(([key]) => isId(key)))
      return listed(perRequest.map(([id, item]) => joined([this.request(id), this.inline(item)], '：')));
    return markup`<p>${this.pairs(value)}</p>`;
  }

  private known(value: Shape): Content {
    if ('petitionerIds' in value) return this.names(value);
    if ('requestId' in value) return isId(value['requestId']) ? this.request(value['requestId']) : null;
    if ('organId' in value) return this.organ(value['organId']);
    if ('documentId' in value) return this.paper(value);
    if ('firstReceivedOn' in value) return this.receipt(value);
    if ('performerId' in value) return this.performance(value);
    if ('outcome' in value) return joined([this.inline(value['outcome']), this.inline(value['answer'])], '。');
    return null;
  }

  private paper({ title, number, on }: Shape): Content {
    const name = typeof title === 'string' ? `《${title}》` : null;
    return joined([joined([name, this.inline(number)], ''), this.inline(on)], '，');
  }

  private receipt({ on, from, firstReceivedOn }: Shape): Content {
    const sender = this.organ(from);
    const first = typeof firstReceivedOn === 'string' && firstReceivedOn !== on ? `首次收到日期${this.text(firstReceivedOn)}` : null;
    return joined([joined([this.inline(on), sender === '' ? null : `来源：${sender}`], '，'), first], '；');
  }

  private performance({ by, performerId, how }: Shape): Content {
    const performer = this.organ(performerId);
    return joined(
      [joined([performer, by === null ? null : '于', this.inline(by), by === null ? null : '前执行'], ''), this.inline(how)],
      '：',
    );
  }

  private pairs(value: Shape): Content {
    const shown = Object.entries(value).map(([key, item]): Content => {
      // For layouts alone: its title stands beside it.
      if (key === 'code') return null;
      const content = this.inline(item);
      if (isEmpty(content)) return null;
      return Object.hasOwn(LABELS, key) ? [`${LABELS[key]}：`, content] : content;
    });
    return joined(shown, '；');
  }
}

/** In place of what only the right to open sealed content shows. */
export const SEALED = '（内容密封）';

export const namesOf = (people: readonly Person[]): string =>
  people.length === 0 ? '匿名信访人' : people.map(({ name }) => name ?? '（未署名）').join('、');

function joined(contents: readonly Content[], separator: string): Content {
  const shown = contents.filter((content) => !isEmpty(content));
  return shown.flatMap((content, index) => (index === 0 ? [content] : [separator, content]));
}

export const paragraphs = (text: string): Markup =>
  markup`${text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => markup`<p>${line.trim()}</p>`)}`;

/** One item stands by itself, several are numbered. */
export function listed(items: readonly Content[]): Markup {
  if (items.length === 0) return markup``;
  if (items.length === 1) return markup`<p>${items[0]}</p>`;
  return markup`<ol>${items.map((item) => markup`<li>${item}</li>`)}</ol>`;
}
