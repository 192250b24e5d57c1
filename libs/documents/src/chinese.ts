import { HAN_DIGITS, han } from '@sunshine/words';

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
        const characters = [...year].map((digit) => HAN_DIGITS[Number(digit)]).join('');
        return `${characters}年${han(Number(month))}月${han(Number(date))}日`;
      });
