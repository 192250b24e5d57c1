const DIGITS = '〇一二三四五六七八九';

/** 1 to 99 as 一 to 九十九. */
export function han(number: number): string {
  const [tens, units] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${units > 0 || number === 0 ? DIGITS[units] : ''}`;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
export const isDay = (text: string): boolean => DAY.test(text);

/** `2025-03-03` → 2025年3月3日: full year, no leading zeros. @source GB/T 9704—2012 7.3.5.4 */
export const chineseDay = (day: string): string =>
  day.replace(DAY, (_day, year: string, month: string, date: string) => `${year}年${Number(month)}月${Number(date)}日`);

/** First day on which the day of a paper is written in figures. */
const FIGURES_FROM = '2012-07-01';

/** The day a paper is signed: until GB/T 9704—2012 came into force it was written in characters, 二〇〇五年三月三日. */
export const signedDay = (day: string): string =>
  day >= FIGURES_FROM
    ? chineseDay(day)
    : day.replace(DAY, (_day, year: string, month: string, date: string) => {
        const characters = [...year].map((digit) => DIGITS[Number(digit)]).join('');
        return `${characters}年${han(Number(month))}月${han(Number(date))}日`;
      });

const ARTICLE = /^(\d+)(?:\((\d+)\))?(?: ¶(\d+)(?:-(\d+))?)?$/;

/** `信访工作条例 31(6)` → 《信访工作条例》第三十一条第（六）项; null where the source is no article of law. */
export function citation(source: string): string | null {
  const [, law = '', articles = ''] = /^(\S+) (\d.*)$/.exec(source) ?? [];
  const cited = articles.split('、').map((article) => {
    const [whole, number, item, from, to] = ARTICLE.exec(article) ?? [];
    if (whole === undefined) return null;
    const paragraph = from === undefined ? '' : `第${han(Number(from))}款${to === undefined ? '' : `至第${han(Number(to))}款`}`;
    return `第${han(Number(number))}条${paragraph}${item === undefined ? '' : `第（${han(Number(item))}）项`}`;
  });
  return law === '' || law.startsWith('本系统') || cited.includes(null) ? null : `《${law}》${cited.join('、')}`;
}
