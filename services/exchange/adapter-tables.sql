-- The two intermediate tables of one county system, in a schema of their own (docs/exchange-adapter.md). Run by the administrator of the database in which
-- they lie: the county's or this node's. exchange_rows is the role of the exchange, county_rows that of the county system; give each a password.
do $$ begin
  if not exists (select from pg_roles where rolname = 'exchange_rows') then create role exchange_rows login; end if;
  if not exists (select from pg_roles where rolname = 'county_rows') then create role county_rows login; end if;
end $$;

create schema exchange_adapter;

-- From the county system. state: 0 pending, 1 to 9 attempts, 20 taken, 30 it lay here already, 40 refused; code, msg: of the receipt, msg with warnings too
create table exchange_adapter.rows_in (
  id bigint generated always as identity primary key, kind text not null, row jsonb not null, written_at timestamptz not null default now(),
  state int not null default 0, code text, msg text, answered_at timestamptz
);
create index rows_in_pending on exchange_adapter.rows_in (id) where state < 10;

-- To the county system, which writes: state as above, reason of 30 and 40; and what its organ says of a matter, once: code (0001: it takes it), number there or
-- reason. state_read, code_read, refusal: how far the exchange has read, and what it could not follow
create table exchange_adapter.rows_out (
  id uuid primary key, place bigint generated always as identity, kind text not null, row jsonb not null, given_at timestamptz not null default now(),
  state int not null default 0, reason text, code text, number text,
  state_read int, code_read text, refusal text
);
create index rows_out_answered on exchange_adapter.rows_out (place) where state >= 10 or code is not null;

grant usage on schema exchange_adapter to exchange_rows, county_rows;
grant select, update on exchange_adapter.rows_in to exchange_rows;
grant select, insert, update on exchange_adapter.rows_out to exchange_rows;
-- The county writes rows and answers; what the exchange answers it reads, and changes nothing of what it was given
grant select, delete, insert (kind, row) on exchange_adapter.rows_in to county_rows;
grant select, delete, update (state, reason, code, number) on exchange_adapter.rows_out to county_rows;
