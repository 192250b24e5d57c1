import { Injectable } from '@nestjs/common';
import type { Cell, ExportRow, ExportSource, Row } from '@sunshine/exports';
import { LIST_ORDERS, type BoardFilter } from '@sunshine/filters';
import { cited, CLOCK_STATE_NAMES, TERM_NAMES } from '@sunshine/words';
import type { RequestContext } from '@sunshine/platform';
import { Board, type BoardRow } from '../board.reads.js';
import type { BoardOrder } from '../supervision.graph.js';

const CELLS: Readonly<Record<string, (row: BoardRow) => Cell>> = {
  petitionNumber: ({ number }) => number,
  organ: ({ organName }) => organName,
  term: ({ clock }) => TERM_NAMES[clock.term] ?? clock.term,
  state: ({ state }) => CLOCK_STATE_NAMES[state],
  startedOn: ({ clock }) => clock.startedOn,
  nominalDue: ({ clock }) => clock.nominalDue,
  effectiveDue: ({ clock }) => clock.effectiveDue,
  extendedBy: ({ clock }) => clock.extendedBy,
  endedOn: ({ clock }) => clock.endedOn,
  source: ({ clock }) => cited(clock.source),
};

/** The board as a file; it names no petitioner. */
@Injectable()
export class BoardExportSource implements ExportSource {
  readonly service = 'supervision';
  readonly list = 'supervisionBoard';
  readonly title = '期限台账';
  readonly orderBy = LIST_ORDERS.supervisionBoard[0];
  readonly acts = { take: 'exportSupervisionBoard', identity: null, confirm: null };

  constructor(private readonly board: Board) {}

  query(personId: string, { filter, orderBy }: Pick<ExportRow, 'filter' | 'orderBy'>): { text: string; values: unknown[] } {
    return this.board.query(personId, filter as BoardFilter, orderBy as BoardOrder);
  }

  cells(_ctx: RequestContext, rows: readonly unknown[], columns: readonly string[]): Promise<Row[]> {
    return Promise.resolve((rows as readonly BoardRow[]).map((row) => columns.map((column) => CELLS[column]?.(row) ?? null)));
  }
}
