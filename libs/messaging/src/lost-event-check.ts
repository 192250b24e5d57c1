import type { HeldMessages } from './held.js';
import { figuresOf } from './metrics.js';
import type { Reader } from './reader.js';
import type { Source } from './sources.js';

/** Keys of a page. */
const PAGE = 1_000;

interface Missing {
  key: string;
  part: number;
  seq: string;
  inbox: string;
  passed: boolean;
}

/**
 * Finds lost last events, which no later event of their key reveals: compares the source's counters with the inbox, at start over all
 * keys, then over keys that moved. An event is lost when the reader's position has passed it, or when nothing of its key has come
 * from one check to the next; it is then applied from the source's outbox.
 */
export class LostEventCheck {
  /** Newest outbox ids at the last checks: keys count as moved since the one before last, which leaves room for late commits. */
  private readonly marks = new Map<string, string[]>();
  private readonly suspects = new Map<string, string>();

  constructor(
    private readonly reader: Reader,
    private readonly held: HeldMessages,
  ) {}

  /** @returns keys whose lost events were found and applied */
  async restore(source: Source): Promise<string[]> {
    const found: string[] = [];
    for (const { key, part, seq, inbox, passed } of await this.missing(source)) {
      const name = `${source.name}/${key}`;
      const known = this.suspects.get(name);
      this.suspects.delete(name);
      if (!passed && known !== inbox) {
        this.suspects.set(name, inbox);
        continue;
      }
      figuresOf(this.reader.self.name).lost++;
      this.reader.log.warn({ source: source.name, key, after: inbox, upTo: seq }, 'lost events taken from the outbox');
      await this.reader.ds.query(
        `insert into held (source, part, key, seq, pattern, why, next_at)
         select $1, o.part, o.key, o.seq, o.pattern, 'gap', now() from "${source.schema}".outbox o where o.key = $2 and o.seq = $3 on conflict do nothing`,
        [source.name, key, seq],
      );
      await this.held.fill(source, part, key);
      found.push(key);
    }
    return found;
  }

  private async missing(source: Source): Promise<Missing[]> {
    const { schema, name } = source;
    const marks = this.marks.get(name) ?? [];
    const since = marks[0];
    const [top] = (await this.reader.ds.query(`select coalesce(max(id), 0)::text id from "${schema}".outbox`)) as { id: string }[];
    this.marks.set(name, [...marks, top!.id].slice(-2));
    const suspects = [...this.suspects.keys()]
      .filter((suspect) => suspect.startsWith(`${name}/`))
      .map((suspect) => suspect.slice(name.length + 1));
    const moved =
      since === undefined ? '' : `and s.key in (select key from "${schema}".outbox where id > $3::bigint union select unnest($4::text[]))`;
    const found: Missing[] = [];
    for (let page: Missing[], after = ''; ; after = page.at(-1)!.key) {
      page = await this.page(source, after, moved, since === undefined ? [] : [since, suspects]);
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  }

  /** Missing last events of the keys behind `after`, in the order of their keys. */
  private async page({ schema, name }: Source, after: string, moved: string, values: readonly unknown[]): Promise<Missing[]> {
    return (await this.reader.ds.query(
      `select s.key, o.part, s.seq, coalesce(i.seq, 0) inbox, coalesce(l.pos <= b.pos, false) passed
       from "${schema}".outbox_seq s
       left join inbox i on i.source = $1 and i.key = s.key
       join "${schema}".outbox o on o.key = s.key and o.seq = s.seq
       left join "${schema}".outbox_log l on l.id = o.id
       join bus_pos b on b.source = $1 and b.part = o.part
       where s.seq > coalesce(i.seq, 0) and not exists (select from held h where h.source = $1 and h.key = s.key) and s.key > $2 ${moved}
       order by s.key limit ${PAGE}`,
      [name, after, ...values],
    )) as Missing[];
  }
}
