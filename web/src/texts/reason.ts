/** An id of a rule pack, `CN-33-2016`. */
const PACK = '[A-Z]{2}(?:-\\d+)+';

/** How the rules name packs and calendars in the reasons for a date, and what readers see instead. */
export const reason = {
  told: [
    [new RegExp(`替代${PACK}的`), '替代国家规定的'],
    [new RegExp(`${PACK}无此规定`), '国家规定无此规定'],
    [/日历\S+第\d+版（(.+?)放假通知）/, '$1放假通知'],
  ],
  /** The id of a pack, which is replaced by the article. */
  pack: new RegExp(`(?:规则版本)?${PACK}`),
} as const;
