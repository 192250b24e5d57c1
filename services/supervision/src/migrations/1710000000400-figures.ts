import type { MigrationInterface, QueryRunner } from 'typeorm';
import { counterOf, withoutCounter } from './counters.js';

const DUTIES = {
  name: 'duty_count',
  of: 'clock_register',
  keys: ['organ_id', 'term', 'due_on', 'outcome'],
  rows: (from: string) => `select subject organ_id, term, effective_due due_on,
      case when ended is null then 'open' when ended = 'met' and ended_on <= effective_due then 'met' when ended = 'met' then 'met_late'
        when ended_on > effective_due then 'ended_late' else 'ended' end outcome
    from ${from} where listed and nature = 'duty' and subject is not null`,
};
const MATTERS = {
  name: 'matter_count',
  of: 'petition',
  keys: ['organ_id', 'what', 'on_day'],
  rows: (from: string) => `select p.organ_id, v.what, v.on_day from ${from} p,
      lateral (values ('received', p.received_on), ('closed', p.closed_on), ('open', case when p.closed_on is null then p.received_on end)) v(what, on_day)
    where p.listed and p.organ_id is not null and p.received_on is not null and v.on_day is not null`,
};
const FACTS = {
  name: 'figure_count',
  of: 'figure_fact',
  keys: ['organ_id', 'figure', 'due_on', 'finding'],
  rows: (from: string) => `select organ_id, figure, due_on, finding from ${from}`,
};

/** What the figures stand on: the course of each petition, the facts behind each figure, and counts kept with the rows. */
export class Figures1710000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- received_on from intake; organ_id, closed_on and course from case; root_id: the petition of which this one is a part, null: none.
      -- listed: no report, nor a letter that fell apart into one; such matters are in no count. figured: its facts are written
      alter table petition add received_on date, add organ_id uuid, add closed_on date, add root_id uuid, add listed boolean not null default false,
        add course jsonb not null default '{"exits": [], "accepted": [], "closings": []}', add figured boolean not null default false;
      alter table petition alter figured set default true;
      create index petition_root on petition (coalesce(root_id, id));
      create index petition_lead on petition (merged_into) where merged_into is not null;
      create index petition_unfigured on petition (id) where not figured;
      update petition p set listed = not p.sealed and k.kind <> 'REPORT' from petition_known k where k.id = p.id;
      update petition p set organ_id = (select r.subject from relation r where r.petition_id = p.id and r.relation = 'in_charge' limit 1),
        received_on = (select min(c.started_on) from clock_register c where c.petition_id = p.id);

      alter table clock_register add listed boolean not null default false;
      update clock_register c set listed = true from petition p where p.id = c.petition_id and p.listed;

      -- one duty below the line of one figure
      create table figure_fact (
        figure text not null, clock_id uuid not null, root_id uuid not null, petition_id uuid not null, organ_id uuid not null, started_on date not null,
        due_on date not null, answered_on date, finding text not null, primary key (figure, clock_id)
      );
      create index figure_fact_root on figure_fact (root_id);
      create index figure_fact_petition on figure_fact (petition_id);
      create index figure_fact_list on figure_fact (organ_id, figure, due_on, clock_id);

      create table duty_count (organ_id uuid, term text, due_on date, outcome text, n bigint not null, primary key (organ_id, term, due_on, outcome));
      create index duty_count_open on duty_count (organ_id, term, due_on) include (n) where outcome = 'open';
      create index duty_count_due on duty_count (due_on, organ_id, term, outcome) include (n);
      create table matter_count (organ_id uuid, what text, on_day date, n bigint not null, primary key (organ_id, what, on_day));
      create table figure_count (organ_id uuid, figure text, due_on date, finding text, n bigint not null, primary key (organ_id, figure, due_on, finding));
      ${[DUTIES, MATTERS, FACTS].map(counterOf).join('')}
      select duty_count_again(); select matter_count_again();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${[DUTIES, MATTERS, FACTS].map(withoutCounter).join(' ')}
      drop table figure_count, matter_count, duty_count, figure_fact;
      alter table clock_register drop listed;
      alter table petition drop received_on, drop organ_id, drop closed_on, drop root_id, drop listed, drop course, drop figured;
    `);
  }
}
