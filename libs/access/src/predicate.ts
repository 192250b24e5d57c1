import { petitionCells, type PetitionCell } from './matrix.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** `r` is the role row, `ro` the organ it is held in. */
function holder({ role, organ }: PetitionCell): string {
  return `r.role = '${role}'${organ ? ` and ro.kind in (${list(organ)})` : ''}`;
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length > 0 ? `(${conditions.map((condition) => `(${condition})`).join(' or ')})` : 'false';
}

const reading = petitionCells('readPetition').grants;
const DIRECT = anyOf(
  reading.flatMap((cell) => {
    const relations = cell.by.filter((standing) => standing !== 'tree' && standing !== 'import');
    return relations.length > 0 ? [`${holder(cell)} and x.relation in (${list(relations)})`] : [];
  }),
);
const BY_TREE = anyOf(reading.filter(({ by }) => by.includes('tree')).map(holder));
const BY_IMPORT = anyOf(reading.filter(({ by }) => by.includes('import')).map(holder));

/**
 * `decide` of `readPetition` as SQL over the same rows, generated from the matrix. Each part asks by `petition_id = <id>` alone,
 * so that the planner may probe row by row or hash the person's petitions once.
 */
export function visiblePredicate(id: string, person: string): string {
  const units = `array(select unnest(o.path || o.id) from person_role r join organ o on o.id = r.organ_id where r.person_id = ${person} union select r.organ_id from person_role r where r.person_id = ${person} and r.organ_id is not null)`;
  return `((
  exists (select 1 from relation x join petition_known k on k.id = x.petition_id join person_role r on r.organ_id = x.subject left join organ ro on ro.id = r.organ_id
    where x.petition_id = ${id} and r.person_id = ${person} and ${DIRECT})
  or exists (select 1 from relation x join petition_known k on k.id = x.petition_id join organ o on o.id = x.subject
    where x.petition_id = ${id} and x.relation in ('registering', 'in_charge') and k.kind <> 'REPORT'
      and o.path && array(select coalesce(ro.parent_id, ro.id) from person_role r join organ ro on ro.id = r.organ_id where r.person_id = ${person} and ${BY_TREE}))
  or exists (select 1 from relation x join petition_known k on k.id = x.petition_id
    where x.petition_id = ${id} and x.relation in ('registering', 'in_charge') and k.channel = 'IMPORT'
      and (select exists (select 1 from person_role r left join organ ro on ro.id = r.organ_id where r.person_id = ${person} and r.organ_id is null and ${BY_IMPORT})))
  ) and not exists (select 1 from relation x join petition_known k on k.id = x.petition_id
    where x.petition_id = ${id} and x.relation = 'barred'
      and (x.subject = ${person} or x.subject = any(${units})
        or k.kind = 'REPORT' and exists (select 1 from person_role a where a.person_id = x.subject and a.organ_id = any(${units})))))`;
}
