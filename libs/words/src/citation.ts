export const HAN_DIGITS = '〇一二三四五六七八九';

/** 1 to 9999 in characters, as articles are numbered: 十二, 一百〇八, 一千二百六十. */
export function han(number: number): string {
  if (number < 10) return HAN_DIGITS[number] ?? '';
  const digits = [...String(number)].map(Number);
  const words = digits.map((digit, at) => (digit === 0 ? '〇' : `${HAN_DIGITS[digit]}${['', '十', '百', '千'][digits.length - 1 - at]}`));
  const text = words.join('').replaceAll(/〇+/g, '〇').replace(/〇$/, '');
  return number < 20 ? text.replace(/^一/, '') : text;
}

const ITEM = String.raw`\(\d+\)(?:-\(\d+\))?`;
const ARTICLE = String.raw`\d+(?:-\d+)?(?:${ITEM})?(?: ¶\d+(?:-\d+)?(?:${ITEM})?)?`;
const ARTICLES = `${ARTICLE}(?:[、；]${ARTICLE})*`;
/** A law by name: what stands in brackets and is part of it, then its year. */
const LAW = String.raw`(\p{Script=Han}+?(?:法典|法|条例|规定|办法|规则|细则|章程)(?:（试行稿?）)?)(（\d{4}）)?`;
const ONE = new RegExp(String.raw`^(\d+)(?:-(\d+))?(${ITEM})?(?: ¶(\d+)(?:-(\d+))?(${ITEM})?)?$`);
const WHOLE = new RegExp(`^${LAW} (${ARTICLES})$`, 'u');
const WITHIN = new RegExp(String.raw`(?<![\p{Script=Han}《])${LAW} (${ARTICLES})(?!\d)`, 'gu');
const BARE = new RegExp(
  String.raw`^(\p{Script=Han}[\p{Script=Han}（）]*?(?:法典|法|条例|规定|办法|规则|细则|章程)(?:（试行稿?）)?)((?:（[^（）]*）)*(?:，.*)?)$`,
  'u',
);
/** Sources that are no law: `本系统规则 补正`. */
const OWN = '本系统规则';

const span = (from: string, to: string | undefined, name: (number: string) => string): string =>
  to === undefined ? name(from) : `${name(from)}至${name(to)}`;

function items(text: string | undefined): string {
  const [from, to] = text?.match(/\d+/g) ?? [];
  return from === undefined ? '' : span(from, to, (number) => `第（${han(Number(number))}）项`);
}

function article(text: string): string {
  const [, from = '', to, own, paragraph, lastParagraph, itsItems] = ONE.exec(text) ?? [];
  const paragraphs = paragraph === undefined ? '' : span(paragraph, lastParagraph, (number) => `第${han(Number(number))}款`);
  return `${span(from, to, (number) => `第${han(Number(number))}条`)}${paragraphs}${items(own ?? itsItems)}`;
}

const inFull = (law: string, year: string | undefined, articles: string): string =>
  `《${law}》${year ?? ''}${articles
    .split(/[、；]/)
    .map(article)
    .join('、')}`;

/** `信访工作条例 31(6)` → 《信访工作条例》第三十一条第（六）项; null where the source is no article of law. */
export function citation(source: string): string | null {
  const [, law = '', year, articles = ''] = WHOLE.exec(source) ?? [];
  return law === '' || law === OWN ? null : inFull(law, year, articles);
}

/** A sentence with the articles that stand in it as they are cited in print. */
export const citedIn = (text: string): string =>
  text.replaceAll(WITHIN, (short: string, law: string, year: string | undefined, articles: string) =>
    law === OWN ? short : inFull(law, year, articles),
  );

/** A source of a rule as it is cited in print: articles, laws without one, and the platform's own rules by their names. */
export function cited(source: string): string {
  const text = citedIn(source);
  if (text.startsWith(OWN)) return text.replace(/^本系统规则 /, `${OWN}：`);
  return text.replace(BARE, (_whole, law: string, rest: string) => `《${law}》${rest}`);
}
