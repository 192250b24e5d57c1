import type { ListColumn } from '@sunshine/filters';

/** The table of exports, in the schema of each service that has a list. */
export const exportTable = `
  -- ticket: hash of what the link holds. A file is never kept: it is read from the list when its link is opened.
  create table export (
    id uuid primary key,
    filter jsonb not null,
    filter_text text not null,
    order_by text not null,
    columns text[] not null,
    format text not null check (format in ('XLSX', 'CSV')),
    purpose text not null,
    identity boolean not null,
    person_id uuid not null,
    organ_id uuid not null,
    role text not null,
    at timestamptz not null,
    on_day date not null,
    confirmed_by uuid check (confirmed_by <> person_id),
    confirmed_at timestamptz,
    ticket bytea unique,
    ticket_until timestamptz,
    rows int,
    sha256 text
  );
  create index export_person on export (person_id, id);
  create index export_waiting on export (organ_id, id) where identity and confirmed_by is null;
`;

/** What stands in a cell; days as `YYYY-MM-DD`. */
export type Cell = string | number | null;

export type Row = readonly Cell[];

/** A table as it goes into a file. */
export interface Sheet {
  readonly title: string;
  readonly columns: readonly ListColumn[];
  /** Who took it out, when, what for: the first line, and in a workbook also its properties and the head of each page. */
  readonly mark: string | null;
}
