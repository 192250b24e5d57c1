/** An id of a rule pack, `CN-33-2016`. */
const PACK = '[A-Z]{2}(?:-\\d+)+';

/** How the rules name packs and calendars in the reasons for a day, and what people read there. */
export const reason = {
  told: [
    [new RegExp(`替代${PACK}的`), '替代国家规定的'],
    [new RegExp(`${PACK}无此规定`), '国家规定无此规定'],
    [/日历\S+第\d+版（(.+?)放假通知）/, '$1放假通知'],
  ],
  /** Whose place the article takes. */
  pack: new RegExp(`(?:规则版本)?${PACK}`),
} as const;
