/** Marks what belongs to this service's part of the graph. This file imports nothing, so that any file may name it. */
export class ExchangeGraph {}

/** What every type, input and enum of this service's part of the graph says of itself. */
export const inExchange = { registerIn: () => ExchangeGraph };
