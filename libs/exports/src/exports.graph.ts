import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Day, Instant } from '@sunshine/platform';
import type { ExportRow } from './exports.js';
import { FORMATS, type Format } from './sheet.js';

const ExportFormat = Object.fromEntries(Object.keys(FORMATS).map((format) => [format, format])) as Record<Format, Format>;
registerEnumType(ExportFormat, { name: 'ExportFormat' });

const ExportState = { WAITING: 'WAITING', READY: 'READY' } as const;
registerEnumType(ExportState, { name: 'ExportState', description: 'WAITING: for the second person' });

/** What every export tells in the graph; each service makes its own type of it. */
@ObjectType({ isAbstract: true })
export abstract class ExportFields {
  @Field(() => ID)
  id: string;

  @Field(() => ExportState)
  state: keyof typeof ExportState;

  @Field(() => String, {
    nullable: true,
    description: 'Path below the gateway, for the same person, for one minute; null unless just asked for',
  })
  link: string | null;

  @Field(() => Instant, { nullable: true })
  until: Date | null;

  @Field({ description: 'In the language of filters' })
  filter: string;

  @Field()
  orderBy: string;

  @Field(() => [String])
  columns: readonly string[];

  @Field(() => ExportFormat)
  format: Format;

  @Field()
  purpose: string;

  @Field({ description: 'Whether it names persons in clear' })
  identity: boolean;

  @Field(() => Day)
  on: string;

  @Field(() => Int, { nullable: true, description: 'Rows of the last file that was read to its end' })
  rows: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of that file' })
  sha256: string | null;

  personId: string;
  confirmedBy: string | null;
}

/** The same in the input of every list. */
@InputType({ isAbstract: true })
export abstract class ExportInputFields {
  @Field(() => String, { nullable: true })
  requestId?: string | null;

  @Field(() => [String], { description: 'Names of libs/filters, in the order of the file' })
  columns: string[];

  @Field(() => ExportFormat)
  format: Format;

  @Field({ description: 'Why it is taken out, 5 to 200 characters; kept on record' })
  purpose: string;
}

/** A row as the graph shows it. */
export function exportView(row: ExportRow & { readonly link?: string | null; readonly until?: Date | null }): ExportFields {
  const { id, filterText, orderBy, columns, format, purpose, identity, on, rows, sha256, personId, confirmedBy } = row;
  return {
    ...{ id, orderBy, columns, format, purpose, identity, on, rows, sha256, personId, confirmedBy },
    state: identity && confirmedBy === null ? 'WAITING' : 'READY',
    filter: filterText,
    link: row.link ?? null,
    until: row.until ?? null,
  };
}
