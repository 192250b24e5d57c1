import { envelopeError } from '../envelope.errors.js';
import { LEVELS_MAX } from '../signed.js';

/**
 * What no node keeps of petitioners: profiles and marks of threat. `abbreviation` is the column of the systems seen, `marks` say where; a row
 * without marks spells the name in pinyin initials as those systems do.
 * @source law.md 15, fields to refuse or fence off; 信访工作条例 19 asks for name, address, request, facts and reasons
 */
export const FENCED_FIELDS: readonly {
  readonly abbreviations: readonly string[];
  readonly chinese: readonly string[];
  readonly english: readonly string[];
  readonly marks: readonly ('HZI' | 'KTL')[];
}[] = [
  {
    abbreviations: ['yybz'],
    chinese: ['是否扬言', '扬言', '扬言标志', '扬言内容'],
    english: ['threat', 'threats', 'threatFlag', 'hasThreatened', 'madeThreats', 'isThreat'],
    marks: ['HZI', 'KTL'],
  },
  {
    abbreviations: ['tsry'],
    chinese: ['特殊人员', '特殊人员原因', '是否特殊人员', '特殊人群', '重点人员', '重点人群'],
    english: [
      'specialPerson',
      'specialPersons',
      'specialPersonFlag',
      'specialPersonReason',
      'isSpecialPerson',
      'keyPerson',
      'keyPersonFlag',
    ],
    marks: ['HZI', 'KTL'],
  },
  { abbreviations: ['zzmm'], chinese: ['政治面貌', '政治身份'], english: ['politicalStatus', 'politicalAffiliation'], marks: [] },
  {
    abbreviations: ['mz'],
    chinese: ['民族', '族别'],
    english: ['ethnicity', 'ethnicGroup', 'nationality'],
    marks: ['HZI', 'KTL'],
  },
  { abbreviations: ['zy'], chinese: ['职业'], english: ['occupation', 'profession'], marks: ['HZI', 'KTL'] },
  {
    abbreviations: ['gzdw'],
    chinese: ['工作单位', '就业单位'],
    english: ['employer', 'workUnit'],
    marks: ['HZI', 'KTL'],
  },
  {
    abbreviations: ['hkszd'],
    chinese: ['户口所在地'],
    english: ['householdRegister', 'householdRegistration', 'hukou', 'registeredResidence'],
    marks: ['HZI', 'KTL'],
  },
  { abbreviations: ['hjd', 'hjszd'], chinese: ['户籍', '户籍地', '户籍所在地', '户籍地址'], english: [], marks: [] },
];

/** What those systems add to a column for its code, name, flag, reason or wording (代码, 名称, 标志, 原因, 说明). @source law.md 15: djjgmc, djjgdm, zzdm */
const ENDINGS = ['', 'dm', 'mc', 'bz', 'yy', 'sm', 'ms', 'code', 'name'];

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, '');

const FENCED: ReadonlySet<string> = new Set(
  FENCED_FIELDS.flatMap(({ abbreviations, chinese, english }) =>
    [...chinese, ...english, ...abbreviations].flatMap((name) => ENDINGS.map((ending) => plain(name + ending))),
  ),
);

/** Whether a field of this name is fenced off, however it is written: `hkszd_dm`, `political_status`, `民 族`. */
export const isFenced = (name: string): boolean => FENCED.has(plain(name));

export interface FencedOff {
  /** The body without them. */
  readonly passed: unknown;
  /** Where they stood: paths, never values. */
  readonly dropped: readonly string[];
}

type Holder = Record<string, unknown> | unknown[];
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** A name that is `__proto__` is a name like others. */
const put = (into: Holder, name: string, value: unknown): void => {
  Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true });
};

/**
 * Leaves fenced fields out of what JSON can say, however deep they stand. No recursion: a body that no envelope would carry is refused, not
 * suffered.
 * @throws ENVELOPE_TOO_DEEP
 */
export function fenceOff(body: unknown): FencedOff {
  const dropped: string[] = [];
  const root: { passed?: unknown } = {};
  const open: { from: unknown; into: Holder; name: string; path: readonly string[] }[] = [
    { from: body, into: root as Holder, name: 'passed', path: [] },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { from, into, name, path } = next;
    if (!isHolder(from)) {
      put(into, name, from);
      continue;
    }
    if (path.length >= LEVELS_MAX) throw envelopeError('ENVELOPE_TOO_DEEP', { details: { limit: LEVELS_MAX } });
    const copy: Holder = Array.isArray(from) ? [] : {};
    put(into, name, copy);
    for (const [key, value] of Object.entries(from).toReversed()) {
      const at = [...path, key];
      if (!Array.isArray(from) && isFenced(key)) dropped.push(at.join('.'));
      else open.push({ from: value, into: copy, name: key, path: at });
    }
  }
  return { passed: root.passed, dropped: dropped.sort() };
}
