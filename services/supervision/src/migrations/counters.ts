/** A table of counts of the rows of another. */
interface Counter {
  readonly name: string;
  readonly of: string;
  readonly keys: readonly string[];
  /** A select of the keys of every row of `from` that counts, once for each time it counts. */
  readonly rows: (from: string) => string;
}

/**
 * SQL of the function `<name>_again`, which counts all rows anew, and of triggers that keep the counts in the transaction of each write: what
 * is written by whatever statement is counted, and nothing counts all rows.
 */
export function counterOf({ name, of, keys, rows }: Counter): string {
  const all = keys.join(', ');
  const add = (counted: string): string => `insert into ${name} (${all}, n) ${counted} order by ${all}
    on conflict (${all}) do update set n = ${name}.n + excluded.n`;
  const times = (from: string, sign: string): string => `select ${all}, ${sign} n from (${rows(from)}) r`;
  const sum = (counted: string): string => add(`select ${all}, sum(n) from (${counted}) s group by ${all} having sum(n) <> 0`);
  const trigger = (event: string, tables: string, counted: string): string => `
    create function ${name}_on_${event}() returns trigger language plpgsql set search_path from current as $$ begin ${sum(counted)}; return null; end $$;
    create trigger ${name}_on_${event} after ${event} on ${of} referencing ${tables} for each statement execute function ${name}_on_${event}();`;
  return `
    ${trigger('insert', 'new table as fresh', times('fresh', '1'))}
    ${trigger('update', 'old table as former new table as fresh', `${times('fresh', '1')} union all ${times('former', '-1')}`)}
    ${trigger('delete', 'old table as former', times('former', '-1'))}
    create function ${name}_again() returns void language sql set search_path from current as $$
      delete from ${name};
      ${sum(times(of, '1'))};
    $$;`;
}

/** SQL that takes both away again. */
export const withoutCounter = ({ name, of }: Pick<Counter, 'name' | 'of'>): string =>
  ['insert', 'update', 'delete']
    .map((event) => `drop trigger ${name}_on_${event} on ${of}; drop function ${name}_on_${event}();`)
    .join(' ')
    .concat(` drop function ${name}_again();`);
