import { nodeCells, petitionCells, type NodeCell, type PetitionCell } from './matrix.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

function anyOf(conditions: readonly string[]): string {
  return conditions.length > 0 ? `(${conditions.map((condition) => `(${condition})`).join(' or ')})` : 'false';
}

/** A role row `r` in organ `ro` that the cell is about. */
function holder({ role, organ }: PetitionCell | NodeCell): string {
  return `r.role = '${role}'${organ ? ` and ro.kind in (${list(organ)})` : ''}`;
}

const OWN_ROLES = 'from person_role r left join organ ro on ro.id = r.organ_id where r.person_id =';
const IN_PLACE = `x.relation in ('registering', 'in_charge')`;
const reading = petitionCells('readPetition').grants;
const holders = (standing: 'tree' | 'import'): string => anyOf(reading.filter(({ by }) => by.includes(standing)).map(holder));

/** The registering organ has what nobody was given yet. */
const NOT_GIVEN = `x.relation = 'registering' and not exists (select 1 from relation c where c.petition_id = x.petition_id and c.relation = 'in_charge')`;

/** Conditions on the relation of `x`, each with the holders that read by it. */
const direct = new Map<string, string[]>();
for (const cell of reading) {
  const relations = cell.by.filter((standing) => standing !== 'tree' && standing !== 'import');
  if (relations.length === 0) continue;
  const waiting = relations.includes('in_charge') && !relations.includes('registering');
  const condition = anyOf([`x.relation in (${list(relations)})`, ...(waiting ? [NOT_GIVEN] : [])]);
  direct.set(condition, [...(direct.get(condition) ?? []), holder(cell)]);
}

const FEW = 2_000;

interface Way {
  /** Whether the person has the way at all; worked out once a query. */
  readonly has: string;
  /** Condition on a relation row `x` that finds all petitions of the way quickly, from the person's side. */
  readonly gather: string;
  /**
   * A select of at most `FEW + 1` of the same petitions, in the order of an index: neither are all relations read to find that there are none,
   * nor are all of a bureau collected to find that there are many. Left out: by `gather`.
   */
  readonly gathered?: string;
  /** The same condition where the petition of `x` is given. */
  readonly probe: string;
}

function ways(person: string): Way[] {
  const byRelation = [...direct].map(([condition, who]) => {
    const organs = `array(select r.organ_id ${OWN_ROLES} ${person} and r.organ_id is not null and ${anyOf(who)})`;
    const row = `x.subject = any(${organs}) and ${condition} and x.kind is not null`;
    return {
      has: `${organs} <> '{}'`,
      gather: row,
      gathered: `select x.petition_id from relation x where ${row} order by x.subject, x.relation limit ${FEW + 1}`,
      probe: row,
    };
  });
  const roots = `array(select coalesce(ro.parent_id, ro.id) ${OWN_ROLES} ${person} and ro.id is not null and ${holders('tree')})`;
  const open = `${IN_PLACE} and x.kind <> 'REPORT'`;
  const imported = `x.petition_id in (select k.id from petition_known k where k.id = x.petition_id and k.channel = 'IMPORT') and ${IN_PLACE} and x.kind is not null`;
  return [
    ...byRelation,
    {
      has: `${roots} <> '{}'`,
      gather: `x.subject in (select o.id from organ o where o.path && ${roots}) and ${open}`,
      gathered: `select x.petition_id from organ o,
        lateral (select x.petition_id from relation x where x.subject = o.id and ${open} order by x.relation limit ${FEW + 1}) x
        where o.path && ${roots} limit ${FEW + 1}`,
      probe: `${open} and (select o.path && ${roots} from organ o where o.id = x.subject)`,
    },
    {
      has: `(select exists (select 1 ${OWN_ROLES} ${person} and r.organ_id is null and ${holders('import')}))`,
      gather: imported,
      probe: imported,
    },
  ];
}

/** The person, or all who work in a barred unit or below it; of a report also all in or below a unit of the accused person. Recused: the person. */
export function notBarred(id: string, person: string): string {
  const units = `array(select unnest(o.path || o.id) from person_role r join organ o on o.id = r.organ_id where r.person_id = ${person} union select r.organ_id from person_role r where r.person_id = ${person} and r.organ_id is not null)`;
  return `(select true from relation x where x.petition_id = ${id} and x.relation in ('barred', 'recused')
    and (x.subject = ${person} or x.relation = 'barred' and (x.subject = any(${units}) or x.kind = 'REPORT' and x.subject in (select a.person_id from person_role a where a.organ_id = any(${units})))) limit 1) is null`;
}

// A scalar sub-select stays a probe: the planner cannot make a join over the whole register of it.
const probed = (id: string, condition: string): string =>
  `coalesce((select true from relation x where x.petition_id = ${id} and ${condition} limit 1), false)`;

/**
 * `decide` of `readPetition` as SQL over the same rows, generated from the matrix. The planner probes where few petitions are asked
 * for, and gathers the person's petitions once where it expects many.
 */
export function visiblePredicate(id: string, person: string): string {
  const arms = ways(person).map(
    ({ has, gather }) => `(${has} and exists (select 1 from relation x where x.petition_id = ${id} and ${gather}))`,
  );
  return `((${arms.join('\n  or ')}) and ${notBarred(id, person)})`;
}

/**
 * The same for a scan of many petitions of which the person may see few: a way that leads to few petitions is gathered once and
 * looked up, any other is probed. (Gathering all would make every page of a bureau as long as its register.)
 */
export function visibleInListPredicate(id: string, person: string): string {
  const arms = ways(person).map(({ has, gather, probe, gathered: own }) => {
    const gathered = own ?? `select x.petition_id from relation x where ${gather} limit ${FEW + 1}`;
    return `(${has} and case when (select count(*) from (${gathered}) few) <= ${FEW} then ${id} in (${gathered}) else ${probed(id, probe)} end)`;
  });
  return `((${arms.join('\n  or ')}) and ${notBarred(id, person)})`;
}

/**
 * `decideNode` of a reading act as SQL, for rows that concern an organ and no petition.
 * @param organ a column with the organ's id, of another alias than `r`, `ro` and `t`
 * @param tree by the tree from beside and above the organ, from above it alone, or not
 */
export function atOrganPredicate(act: string, organ: string, person: string, tree: 'any' | 'above' | 'none'): string {
  const { grants } = nodeCells(act);
  const heldBy = (standing: 'own' | 'tree'): string => anyOf(grants.filter(({ by }) => by.includes(standing)).map(holder));
  const own = `${organ} = any(array(select r.organ_id ${OWN_ROLES} ${person} and r.organ_id is not null and ${heldBy('own')}))`;
  if (tree === 'none') return own;
  const roots = `array(select coalesce(ro.parent_id, ro.id) ${OWN_ROLES} ${person} and ro.id is not null and ${heldBy('tree')})`;
  const path = tree === 'above' ? 'array_remove(t.path, t.id)' : 't.path';
  return `(${own} or exists (select 1 from organ t where t.id = ${organ} and ${path} && ${roots}))`;
}
