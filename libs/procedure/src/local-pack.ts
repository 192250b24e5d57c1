import { changesOf, localTerms, type Change } from './local-changes.js';
import type { LocalPack, PackContent, RulePack } from './pack.js';
import { procedureError } from './procedure.errors.js';

/**
 * Lays a local pack over its base. It may shorten an organ's term, lengthen a petitioner's, add a duty (a term, a document part),
 * name its own grounds of supervised handling and set its own warnings and their hours; anything else needs an entry in `overrides` with its article and the national value it replaces.
 * @throws PACK_OVERREACHES, PACK_OVERRIDE_UNFOUNDED, PACK_MALFORMED
 */
export function mergeLocalPack(base: RulePack, local: LocalPack): PackContent {
  const { hash: _hash, ...content } = base;
  const changes = changesOf(base, local);
  judge(local, changes);
  return {
    ...content,
    ...heading(local),
    base: base.id,
    ...(local.warningHours && { warningHours: local.warningHours }),
    terms: mergeTerms(base, local),
    grounds: laidOver(base.grounds, local.grounds),
    documents: mergeDocuments(base, local),
    representatives: local.representatives ?? base.representatives,
    closingGrounds: laidOver(
      base.closingGrounds,
      local.closingGrounds.map((own) => ({ ...pathsOf(base, own), ...own })),
    ),
    ...((base.supervisionTriggers || local.supervisionTriggers.length > 0) && {
      supervisionTriggers: laidOver(base.supervisionTriggers ?? [], local.supervisionTriggers),
    }),
    values: { ...base.values, ...local.values },
    overrides: local.overrides,
    replaced: replacedValues(base, changes),
  };
}

function heading({ id, revision, title, jurisdiction, inForceFrom, inForceTo, validity, verifiedTo, source }: LocalPack) {
  const until = verifiedTo === undefined ? {} : { verifiedTo };
  return { id, revision, title, jurisdiction, inForceFrom, inForceTo, validity, ...until, source };
}

function mergeTerms(base: RulePack, local: LocalPack): PackContent['terms'] {
  const terms = { ...base.terms };
  for (const [term, own] of localTerms(local)) {
    const national = base.terms[term];
    const length = own.length ?? (own.given ? null : national.length);
    const given = own.given ?? (own.length ? null : national.given);
    terms[term] = { ...national, ...own, length, given };
  }
  return terms;
}

/** A local ground of a national code ends the same ways of a matter. */
function pathsOf(base: RulePack, { code }: { readonly code: string }) {
  const paths = base.closingGrounds.find((row) => row.code === code)?.paths;
  return paths ? { paths } : {};
}

/** The base's rows, each replaced by the local one of its code, then what is new. */
function laidOver<T extends { readonly code: string }>(base: readonly T[], own: readonly T[]): T[] {
  const ownOf = (code: string) => own.find((row) => row.code === code);
  return [...base.map((row) => ownOf(row.code) ?? row), ...own.filter(({ code }) => !base.some((row) => row.code === code))];
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

/** Own replacements, and those that the base made over its own base and that still stand. */
function replacedValues(base: RulePack, changes: readonly Change[]): PackContent['replaced'] {
  const own = changes
    .filter(({ differs }) => differs)
    .map(({ path, inWords, article }) => ({ path, pack: base.id, value: inWords, article }));
  return [...base.replaced.filter(({ path }) => !own.some((row) => row.path === path)), ...own];
}
