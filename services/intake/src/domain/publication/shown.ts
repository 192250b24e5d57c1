import { MASK, FOUND_NAMES, cut, findAll, type Known } from '@sunshine/redaction';
import { nameOf, outcomeName } from '@sunshine/words';
import type { IssuedOpinion } from './publication.js';

const TITLES: Readonly<Record<IssuedOpinion['level'], string>> = {
  opinion: '信访事项处理意见书',
  review: '信访事项复查意见书',
  rereview: '信访事项复核意见书',
};
export const titleOf = (level: string): string => nameOf(TITLES, level, '信访事项意见书');

const DISPOSITIONS = { uphold: '维持', change: '变更', revoke: '撤销' };
/** How an opinion ended the matter, or what a review did to it. */
export const resultOf = (level: string, result: string): string =>
  level === 'opinion' ? outcomeName(result) : nameOf(DISPOSITIONS, result, '其他结果');

/** A text as it would be published, with what stands in place of each cut. */
export function shownStretches(text: string, known: Known): { readonly text: string; readonly cut: string | null }[] {
  return cut(text, findAll(text, known)).map(({ text: words, kind }) =>
    kind === null ? { text: words, cut: null } : { text: MASK[kind], cut: FOUND_NAMES[kind] },
  );
}
