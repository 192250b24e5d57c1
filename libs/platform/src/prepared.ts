import pg from 'pg';

/** A statement that the server plans once for each connection. The name belongs to exactly this text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What pg keeps of a result: who reads its rows, column for column. */
interface Result {
  fields: unknown[];
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
  rows: unknown[];
}

/** Of pg's connection. */
interface Connection {
  describe(message: unknown): void;
}

/** Of pg's query; its types name neither. */
interface Inner {
  name: string;
  _result: Result;
  _accumulateRows: boolean;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
}
const Query = pg.Query as unknown as new (
  text: string,
  values: unknown[],
  callback: (error: Error | null, result: Result) => void,
) => Inner;

/** The columns of a statement as a connection was told them; null: it answers no rows. */
type Told = Pick<Result, 'fields' | '_parsers' | '_prebuiltEmptyResultObject'> | null;

interface Known {
  readonly told: Map<string, Told>;
  /** The connection, for whom knows the columns already. */
  readonly silent: Connection;
}
const connections = new WeakMap<Connection, Known>();

function knownOf(connection: Connection): Known {
  let known = connections.get(connection);
  if (!known) {
    known = { told: new Map(), silent: Object.create(connection, { describe: { value: () => undefined } }) as Connection };
    connections.set(connection, known);
  }
  return known;
}

/**
 * A named statement that asks for its columns the first time only. PostgreSQL never changes those of a prepared statement: it refuses
 * to run it. Telling them costs the server and us as much as many a row.
 */
class Prepared extends Query {
  private of: Known | undefined;
  private asked = false;

  override submit(connection: Connection): Error | null {
    const known = knownOf(connection);
    this.of = known;
    const told = known.told.get(this.name);
    this.asked = told === undefined;
    if (told) Object.assign(this._result, told);
    this._accumulateRows = true;
    return super.submit(this.asked ? connection : known.silent);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.of?.told.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  /** Answered without an error. */
  answered(): void {
    if (this.asked && this.of && !this.of.told.has(this.name)) this.of.told.set(this.name, null);
  }
}

/** A connection of pg. */
export interface PreparedClient {
  query(query: object): unknown;
}

/** Sends a statement and answers its rows. */
export function rowsOf(client: PreparedClient, { name, text }: Statement, values: unknown[]): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const query = new Prepared(text, values, (error, result) => {
      if (error) return reject(error);
      query.answered();
      resolve(result.rows);
    });
    query.name = name;
    client.query(query);
  });
}
