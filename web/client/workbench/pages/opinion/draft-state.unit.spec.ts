import { describe, expect, it } from '@jest/globals';
import type { Values } from '../../acts/fields';
import { formerVersion, heard, isTorn, mine, opened, saved, sending, theirs, typed, type StoredDraft } from './draft-state';

const text = (facts: string): Values => ({ facts });
const stored = (version: string | null, facts: string, revision = 0): StoredDraft => ({ revision, version, values: text(facts) });
const nothing = stored(null, '');

/** Typed and saved as `a` over nothing. */
function savedAsA() {
  const values = text('甲');
  return saved(sending(typed(opened(nothing, null), values), nothing, 'a'), nothing, 'a', values);
}

describe('the form of a draft', () => {
  it('is opened with the text of the server', () => {
    const state = opened(stored('a', '甲'), null);
    expect(state).toMatchObject({ values: text('甲'), unsaved: false });
    expect(formerVersion(state)).toBe('a');
    expect(formerVersion(opened(nothing, null))).toBeNull();
  });

  it('is opened with the text of the device if the text of the server has not changed since', () => {
    const left = typed(opened(stored('a', '甲'), null), text('甲乙'));
    const state = opened(stored('a', '甲'), left);
    expect(state).toMatchObject({ values: text('甲乙'), unsaved: true });
    expect(isTorn(state, stored('a', '甲'))).toBe(false);
  });

  it('is in conflict with the server if somebody else saved meanwhile', () => {
    const left = typed(opened(stored('a', '甲'), null), text('甲乙'));
    const other = stored('b', '甲丙');
    const state = opened(other, left);
    expect(isTorn(state, other)).toBe(true);
    expect(state.values).toEqual(text('甲乙'));
  });

  it('is in conflict with a text that was returned under another revision, even if no draft is stored', () => {
    const left = typed(opened(nothing, null), text('甲'));
    const returned = stored(null, '退回的稿', 1);
    expect(isTorn(opened(returned, left), returned)).toBe(true);
  });

  it('takes the text of another person if nothing is unsaved here, or if it is the same', () => {
    const other = stored('b', '乙');
    expect(heard(savedAsA(), other)).toEqual(opened(other, null));
    const same = stored('b', '丙');
    expect(heard(typed(savedAsA(), text('丙')), same)).toEqual(opened(same, null));
  });

  it('recognises an own text, with more typed meanwhile', () => {
    const more = typed(savedAsA(), text('甲乙'));
    const state = heard(more, stored('a', '甲'));
    expect(isTorn(state, stored('a', '甲'))).toBe(false);
    expect(state).toMatchObject({ values: text('甲乙'), unsaved: true });
    expect(formerVersion(state)).toBe('a');
  });

  it('recognises a text that it sent without an answer, also after it was opened anew', () => {
    const lost = sending(typed(opened(nothing, null), text('甲')), nothing, 'a');
    for (const state of [heard(lost, stored('a', '甲')), opened(stored('a', '甲'), JSON.parse(JSON.stringify(lost)) as typeof lost)]) {
      expect(isTorn(state, stored('a', '甲'))).toBe(false);
      expect(formerVersion(state)).toBe('a');
    }
  });

  it('ignores an older own text that the server answers late', () => {
    const first = savedAsA();
    const values = text('甲乙');
    const second = saved(sending(typed(first, values), nothing, 'b'), nothing, 'b', values);
    const state = heard(second, stored('a', '甲'));
    expect(formerVersion(state)).toBe('b');
    expect(state.values).toEqual(values);
  });

  it('stays unsaved if more was typed while it was being sent', () => {
    const sent = text('甲');
    const state = typed(sending(typed(opened(nothing, null), sent), nothing, 'a'), text('甲乙'));
    expect(saved(state, nothing, 'a', sent)).toMatchObject({ values: text('甲乙'), unsaved: true });
  });

  it('continues with the chosen text', () => {
    const other = stored('b', '乙');
    const torn = heard(typed(savedAsA(), text('丙')), other);
    expect(isTorn(torn, other)).toBe(true);
    const own = mine(torn, other);
    expect([own.values, own.unsaved, formerVersion(own), isTorn(own, other)]).toEqual([text('丙'), true, 'b', false]);
    expect(theirs(other)).toMatchObject({ values: text('乙'), unsaved: false });
  });
});
