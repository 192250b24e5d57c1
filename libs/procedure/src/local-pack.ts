import type { Extension, Length, LocalPack, Override, PackContent, Pause, PackValue, RulePack, Term, TermRule } from './pack.js';
import { procedureError } from './procedure.errors.js';

type Scalar = Override['replaces'];

/** One difference from the base: where, what the base has, and why it is more than a local rule may do (null: it may). */
interface Change {
  readonly path: string;
  readonly national: Scalar;
  readonly overreach: string | null;
}

/**
 * Lays a local pack over its base. It may shorten an organ's term, lengthen a petitioner's, add a duty (a term, a document part) and
 * set its own warnings; anything else needs an entry in `overrides` with its article and the national value it replaces.
 * @throws PACK_OVERREACHES, PACK_OVERRIDE_UNFOUNDED, PACK_MALFORMED
 */
export function mergeLocalPack(base: RulePack, local: LocalPack): PackContent {
  const changes: Change[] = [];
  const { hash: _hash, ...content } = base;
  const merged: PackContent = {
    ...content,
    ...heading(local),
    base: base.id,
    terms: mergeTerms(base, local, changes),
    grounds: [...base.grounds.filter(({ code }) => !local.grounds.some((ground) => ground.code === code)), ...local.grounds],
    documents: mergeDocuments(base, local),
    representatives: local.representatives ?? base.representatives,
    closingGrounds: [...base.closingGrounds, ...local.closingGrounds],
    values: { ...base.values, ...local.values },
    overrides: local.overrides,
  };
  for (const ground of local.grounds) {
    const national = base.grounds.find(({ code }) => code === ground.code);
    changes.push({
      path: `grounds.${ground.code}`,
      national: national?.allowed ?? false,
      overreach: ground.allowed ? '增加或者改变不予受理、不再受理的理由' : null,
    });
  }
  if (local.representatives) {
    changes.push({ path: 'representatives', national: base.representatives[0]?.max ?? null, overreach: '改变走访代表人数' });
  }
  for (const ground of local.closingGrounds) {
    changes.push({ path: `closingGrounds.${ground.code}`, national: null, overreach: '增加办结依据' });
  }
  for (const [name, own] of Object.entries(local.values)) {
    const national = base.values[name];
    changes.push({ path: `values.${name}`, national: national?.value ?? null, overreach: valueOverreach(national, own) });
  }
  judge(local, changes);
  return merged;
}

function heading({ id, revision, title, jurisdiction, inForceFrom, inForceTo, validity, source }: LocalPack) {
  return { id, revision, title, jurisdiction, inForceFrom, inForceTo, validity, source };
}

function mergeTerms(base: RulePack, local: LocalPack, changes: Change[]): PackContent['terms'] {
  const terms = { ...base.terms };
  for (const [term, own] of Object.entries(local.terms) as [Term, NonNullable<LocalPack['terms'][Term]>][]) {
    const national = base.terms[term];
    const found = termChanges(term, national, own);
    changes.push(...found);
    terms[term] = { ...national, ...own, given: own.length ? null : national.given, replaced: replacedValues(base.id, local, found) };
  }
  return terms;
}

function mergeDocuments(base: RulePack, local: LocalPack): PackContent['documents'] {
  const documents = { ...base.documents };
  for (const [kind, { parts }] of Object.entries(local.documents)) {
    const document = base.documents[kind];
    if (!document || parts.some(({ part }) => document.parts.some((known) => known.part === part))) {
      throw procedureError('PACK_MALFORMED', { details: { pack: local.id, reason: `documents.${kind}` } });
    }
    documents[kind] = { ...document, parts: [...document.parts, ...parts] };
  }
  return documents;
}

function judge(local: LocalPack, changes: readonly Change[]): void {
  for (const { path, replaces } of local.overrides) {
    const change = changes.find((candidate) => candidate.path === path);
    const unfounded = (reason: string) => procedureError('PACK_OVERRIDE_UNFOUNDED', { details: { pack: local.id, path, reason } });
    if (!change) throw unfounded('没有改变该值');
    if (change.national !== replaces) throw unfounded(`所替代的国家规定是${String(change.national)}，不是${String(replaces)}`);
  }
  for (const { path, overreach } of changes) {
    if (overreach !== null && !local.overrides.some((override) => override.path === path)) {
      throw procedureError('PACK_OVERREACHES', { source: local.source, details: { pack: local.id, path, reason: overreach } });
    }
  }
}

function replacedValues(pack: string, local: LocalPack, changes: readonly Change[]): NonNullable<TermRule['replaced']> {
  return changes.map(({ path, national }) => ({
    path: path.split('.')[2] as string,
    pack,
    value: national === null ? '无此规定' : typeof national === 'number' ? `${national}日` : String(national),
    article: local.overrides.find((override) => override.path === path)?.article ?? null,
  }));
}

function termChanges(term: Term, national: TermRule, own: { length?: Length; extension?: Extension; pause?: Pause }): Change[] {
  const changes: Change[] = [];
  const add = (field: string, value: Scalar, overreach: string | null) =>
    changes.push({ path: `terms.${term}.${field}`, national: value, overreach });
  if (own.length) add('length', national.length?.days ?? null, lengthOverreach(national, own.length));
  if (own.extension) add('extension', extensionDays(national.extension), extensionOverreach(national, own.extension));
  if (own.pause) add('pause', pauseDays(national.pause), pauseOverreach(national, own.pause));
  return changes;
}

function lengthOverreach({ nature, length, given }: TermRule, own: Length): string | null {
  if (given) return '国家规定以文书载明的日期为准';
  if (!length) return null;
  if (length.unit !== own.unit) return '改变自然日与工作日的算法';
  if (nature === 'right') return own.days < length.days ? '缩短信访人的期限' : null;
  return own.days > length.days ? '延长机关、单位的期限' : null;
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
