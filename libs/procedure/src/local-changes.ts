import { UNIT_NAMES } from './explanation.js';
import type { Extension, Given, Length, Pause, Term, TermRule } from './pack-terms.js';
import type { ClosingGround, Ground, LocalPack, Override, PackValue, RulePack } from './pack.js';

type Scalar = Override['replaces'];

/** One entry of a local pack beside its base: where, what the base has, and why it is more than a local rule may do (null: it may). */
export interface Change {
  readonly path: string;
  /** What an override must name. */
  readonly national: Scalar;
  /** Null: the base has none. */
  readonly inWords: string | null;
  /** The local article. */
  readonly article: string;
  /** False where it says what the base says, under an article of its own. */
  readonly differs: boolean;
  readonly overreach: string | null;
}

type LocalTerm = NonNullable<LocalPack['terms'][Term]>;

export const localTerms = (local: LocalPack) => Object.entries(local.terms) as [Term, LocalTerm][];

/** Every entry of the local pack that its base could contradict; parts added to documents and warnings are free. */
export function changesOf(base: RulePack, local: LocalPack): Change[] {
  return [
    ...localTerms(local).flatMap(([term, own]) => termChanges(term, base.terms[term], own)),
    ...local.grounds.map((own) => groundChange(base, own)),
    ...(local.representatives ? [representativeChange(base, local.representatives)] : []),
    ...local.closingGrounds.map((own) => closingChange(base, own)),
    ...Object.entries(local.values).map(([name, own]) => valueChange(name, base.values[name], own)),
  ];
}

function termChanges(term: Term, national: TermRule, own: LocalTerm): Change[] {
  const path = (field: string) => `terms.${term}.${field}`;
  const { length, given, extension, pause } = national;
  const days = length?.days ?? null;
  const inWords = length ? `${length.days}${UNIT_NAMES[length.unit]}` : given ? `以${given.text}为准` : null;
  const changes: Change[] = [];
  if (own.length) {
    const differs = own.length.days !== days || own.length.unit !== length?.unit;
    changes.push({
      path: path('length'),
      national: days,
      inWords,
      article: own.length.source,
      differs,
      overreach: lengthOverreach(national, own.length),
    });
  }
  if (own.given) {
    const differs = own.given.text !== given?.text;
    changes.push({
      path: path('given'),
      national: days,
      inWords,
      article: own.given.source,
      differs,
      overreach: givenOverreach(national, own.given),
    });
  }
  if (own.extension) {
    changes.push({
      path: path('extension'),
      national: extensionDays(extension),
      inWords: extension.allowed ? atMost(extension.maxDays) : '不得延长',
      article: own.extension.source,
      differs: rule(own.extension) !== rule(extension),
      overreach: extensionOverreach(national, own.extension),
    });
  }
  if (own.pause) {
    changes.push({
      path: path('pause'),
      national: pauseDays(pause),
      inWords: pause.allowed ? atMost(pause.max.days) : '不得中止计算',
      article: own.pause.source,
      differs: rule(own.pause) !== rule(pause),
      overreach: pauseOverreach(national, own.pause),
    });
  }
  return changes;
}

const atMost = (days: number | null) => (days === null ? '由批准人决定' : `至多${days}日`);

/** What an extension or a pause gives, whoever grants it and under whatever article. */
function rule(given: Extension | Pause): string {
  if (!given.allowed) return 'none';
  return 'max' in given ? `${given.reason} ${given.max.days}` : `${given.maxDays} ${given.times} ${given.approver}`;
}

function lengthOverreach({ nature, length, given }: TermRule, own: Length): string | null {
  if (given) return '国家规定以文书载明的日期为准';
  if (!length) return null;
  if (length.unit !== own.unit) return '改变自然日与工作日的算法';
  if (nature === 'right') return own.days < length.days ? '缩短信访人的期限' : null;
  return own.days > length.days ? '延长机关、单位的期限' : null;
}

function givenOverreach({ length, given }: TermRule, own: Given): string | null {
  if (length) return '以文书载明的日期代替规定的天数';
  return given && given.by !== own.by ? '改变确定日期的单位' : null;
}

function extensionDays(extension: Extension): Scalar {
  return extension.allowed ? extension.maxDays : null;
}

function pauseDays(pause: Pause): Scalar {
  return pause.allowed ? pause.max.days : null;
}

const within = (own: number | null, national: number | null) => national === null || (own !== null && own <= national);

function extensionOverreach({ nature, extension }: TermRule, own: Extension): string | null {
  if (nature === 'right') return !own.allowed && extension.allowed ? '缩减信访人的权利' : null;
  if (!own.allowed) return null;
  if (!extension.allowed) return '增加延长';
  return within(own.maxDays, extension.maxDays) && within(own.times, extension.times) ? null : '扩大延长的天数或者次数';
}

function pauseOverreach({ nature, pause }: TermRule, own: Pause): string | null {
  if (!own.allowed) return null;
  if (!pause.allowed) return '增加中止';
  return nature === 'right' || own.max.days <= pause.max.days ? null : '延长中止的天数';
}

const yesOrNo = (value: boolean) => (value ? '是' : '否');

function groundChange(base: RulePack, own: Ground): Change {
  const national = base.grounds.find(({ code }) => code === own.code);
  return {
    path: `grounds.${own.code}`,
    national: national?.allowed ?? false,
    inWords: national ? `${national.title}：${national.allowed ? national.condition : '不得'}` : null,
    article: own.source,
    differs: true,
    overreach: own.allowed ? '增加或者改变不予受理、不再受理的理由' : null,
  };
}

function representativeChange(base: RulePack, own: RulePack['representatives']): Change {
  const shown = (rows: RulePack['representatives']) =>
    rows.map(({ upToPeople, max }) => `${upToPeople === null ? '' : `${upToPeople}人以下`}至多${max}人`).join('，');
  return {
    path: 'representatives',
    national: base.representatives[0]?.max ?? null,
    inWords: shown(base.representatives),
    article: [...new Set(own.map(({ source }) => source))].join('；'),
    differs: shown(own) !== shown(base.representatives),
    overreach: '改变走访代表人数',
  };
}

/** The same ground with at least the proofs of the base closes nothing more easily. */
function closingChange(base: RulePack, own: ClosingGround): Change {
  const national = base.closingGrounds.find(({ code }) => code === own.code);
  const lacking = national?.needs.filter((need) => !own.needs.includes(need)) ?? [];
  return {
    path: `closingGrounds.${own.code}`,
    national: national ? true : null,
    inWords: national?.title ?? null,
    article: own.source,
    differs: !national || own.needs.join() !== national.needs.join(),
    overreach: !national ? '增加办结依据' : lacking.length > 0 ? '减少办结所需的材料' : null,
  };
}

function valueChange(name: string, national: PackValue | undefined, own: PackValue): Change {
  const value = national?.value;
  const inWords = value === undefined ? null : typeof value === 'boolean' ? yesOrNo(value) : String(value);
  return {
    path: `values.${name}`,
    national: value ?? null,
    inWords,
    article: own.source,
    differs: value !== own.value,
    overreach: valueOverreach(national, own),
  };
}

function valueOverreach(national: PackValue | undefined, own: PackValue): string | null {
  if (!national) return '增加国家规则没有的值';
  if (national.value === own.value) return null;
  const better =
    (national.direction === 'lower' && Number(own.value) < Number(national.value)) ||
    (national.direction === 'higher' && Number(own.value) > Number(national.value)) ||
    (national.direction === 'true' && own.value === true) ||
    (national.direction === 'false' && own.value === false);
  return better ? null : '不利于信访人或者不得由地方改变';
}
