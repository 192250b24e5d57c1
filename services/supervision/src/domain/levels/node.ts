/** Another node of the exchange, as the list of partners names it. */
export interface NodeOfRecord {
  readonly id: string;
  readonly name: string;
}
