import { OpinionOutcome } from '@sunshine/events';
import { groundsOf, type Day, type RulePack } from '@sunshine/procedure';
import { OUTCOME_NAMES, STAGE_NAMES } from '@sunshine/words';
import { REOPENING_NAMES } from './closing/closing.records.js';
import { ANSWER_WAY_NAMES } from './exits/fast-track.records.js';
import { INQUIRY_NAMES, OPTION_NAMES } from './handling/handling.records.js';
import { proofFields } from './papers/proof.js';
import type { PetitionState } from './petition.js';
import { CROSSING_NAMES, DESIGNATION_NAMES, KEEPING_NAMES } from './routing/routing.records.js';
import { stepsPassed } from './closing/reopening.js';
import { pathOf } from './stages.js';

/** One value that a form offers, as the input of the act takes it. */
export interface ChoiceValue {
  readonly code: string;
  readonly title: string;
  readonly source: string;
  /** What must hold for it, or what it says, in words. */
  readonly note: string | null;
  /** Of a channel: the exit it belongs to. */
  readonly of: string | null;
  /** Fields of the input that it demands, by their paths: of each group one. */
  readonly needs: readonly (readonly string[])[];
}

/** What the forms of one or more acts choose from. */
export interface Choice {
  readonly name: string;
  readonly title: string;
  readonly values: readonly ChoiceValue[];
}

const value = (code: string, title: string, source: string, more: Partial<ChoiceValue> = {}): ChoiceValue => ({
  code,
  title,
  source,
  note: null,
  of: null,
  needs: [],
  ...more,
});
const named = (names: Readonly<Record<string, string>>, source: string, code = (key: string) => key): readonly ChoiceValue[] =>
  Object.entries(names).map(([key, title]) => value(code(key), title, source));

/** The exits the organ in charge may decide; under CN-2005 it may point out no statutory route. */
const exits = ({ exits: rules }: RulePack): readonly ChoiceValue[] =>
  rules
    .filter(({ exit, way }) => way !== 'decline' && (way !== 'opinion' || exit === '31(6)'))
    .map(({ exit, title, source, handler }) => value(exit, title, source, { note: handler }));

/** Grounds in force on the day on which an organ of this kind, or a superior of another, may refuse. */
function grounds(pack: RulePack, { organKind, channel }: PetitionState, act: 'refuseAcceptance' | 'refuseRefiling', on: Day) {
  const by = organKind === 'petition_bureau' ? 'bureau' : 'organ';
  return pack.grounds
    .filter((ground) => ground.act === act && ground.allowed && (ground.from === undefined || on >= ground.from))
    .filter((ground) => ground.by.includes(by) || ground.by.includes('superior'))
    .filter(({ visitsOnly }) => !visitsOnly || channel === 'VISIT')
    .map(({ code, title, source, condition }) => value(code, title, source, { note: condition }));
}

/** The proof that a way of service asks for, as the paper goes out or when it is served. */
const needsOf = ({ needs }: RulePack['serviceWays'][number], when: 'sent' | 'served'): ChoiceValue['needs'] =>
  needs.filter(({ sent }) => when === 'served' || sent).map(proofFields);

/**
 * The values that forms on this petition choose from, by the pack in force on the day of the act. What a value still needs to be shown is
 * judged by the act.
 */
export function choicesOf(pack: RulePack, state: PetitionState, on: Day): readonly Choice[] {
  const path = pathOf(state);
  const ways = (when: 'sent' | 'served') =>
    pack.serviceWays.map((rule) => value(rule.way, rule.title, rule.source, { note: rule.text, needs: needsOf(rule, when) }));
  return [
    { name: 'exit', title: '办理途径', values: exits(pack) },
    {
      name: 'channel',
      title: '法定途径',
      values: pack.channels.map(({ id, title, source, body, exit }) => value(id, title, source, { note: body, of: exit })),
    },
    { name: 'acceptanceRefusalGround', title: '不予受理情形', values: grounds(pack, state, 'refuseAcceptance', on) },
    { name: 'refilingRefusalGround', title: '不再受理情形', values: grounds(pack, state, 'refuseRefiling', on) },
    {
      name: 'closingGround',
      title: '办结情形',
      values: pack.closingGrounds
        .filter(({ paths, code }) => (code === 'merged') === (state.mergedInto !== null) && (!paths || paths.includes(path)))
        .map(({ code, title, source }) => value(code, title, source)),
    },
    {
      name: 'supervisionTrigger',
      title: '督办情形',
      values: (pack.supervisionTriggers ?? []).map(({ code, title, source }) => value(code, title, source)),
    },
    {
      name: 'mediationEnd',
      title: '终止调解的情形',
      values: groundsOf(pack, 'endMediation').map(({ code, title, source, instead }) => value(code, title, source, { note: instead })),
    },
    {
      name: 'reviewGround',
      title: '变更、撤销的理由',
      values: (pack.review?.grounds ?? []).map(({ code, title, source, redoBan, redo }) =>
        value(code, title, source, {
          note: redoBan ? '重新办理不得作出相同或者基本相同的意见' : redo ? null : '只能撤销，不再重新办理',
        }),
      ),
    },
    {
      name: 'reviewRefusalGround',
      title: '不予受理复查、复核申请的情形',
      values: (pack.review?.refusals ?? []).map(({ code, title, source }) => value(code, title, source)),
    },
    { name: 'serviceWay', title: '送达方式', values: ways('served') },
    { name: 'dispatchWay', title: '发出方式', values: ways('sent').filter(({ code }) => code !== 'undeliverable') },
    {
      name: 'routing',
      title: '转送方式',
      values: [value('TRANSFER', '转送', '信访工作条例 22(2)'), value('ASSIGNMENT', '交办', '信访工作条例 22(3)')],
    },
    { name: 'keepingGround', title: '存的情形', values: named(KEEPING_NAMES, '本系统规则 存') },
    { name: 'designatedBy', title: '指定方式', values: named(DESIGNATION_NAMES, '信访工作条例 24') },
    { name: 'crossing', title: '三跨三分离', values: named(CROSSING_NAMES, '本系统规则 三跨三分离') },
    { name: 'inquiry', title: '调查方式', values: named(INQUIRY_NAMES, '信访工作条例 27、31(6)') },
    { name: 'option', title: '方案', values: named(OPTION_NAMES, '本系统规则 方案', (key) => key.toUpperCase()) },
    {
      name: 'outcome',
      title: '对请求的意见',
      values: OpinionOutcome.options.map((code) => value(code.toUpperCase(), OUTCOME_NAMES[code], '信访工作条例 32')),
    },
    {
      name: 'suggestionOutcome',
      title: '建议研究意见',
      values: (['adopted', 'partly_adopted', 'not_adopted'] as const).map((code) => value(code, OUTCOME_NAMES[code], '信访工作条例 29')),
    },
    {
      name: 'fastTrackFit',
      title: '可以简易办理的情形',
      values: on < pack.fastTrack.from.day ? [] : pack.fastTrack.fits.map(({ code, title, source }) => value(code, title, source)),
    },
    {
      name: 'fastTrackExclusion',
      title: '不得简易办理的情形',
      values: pack.fastTrack.excludes.map(({ code, title, source }) => value(code, title, source)),
    },
    { name: 'answerWay', title: '答复方式', values: named(ANSWER_WAY_NAMES, pack.fastTrack.source) },
    { name: 'reopeningReason', title: '重新办理情形', values: named(REOPENING_NAMES, '本系统规则 重新办理') },
    {
      name: 'reopeningStage',
      title: '退回环节',
      values: state.stage === 'closed' ? stepsPassed(state).map((stage) => value(stage, STAGE_NAMES[stage], '本系统规则 重新办理')) : [],
    },
  ];
}
