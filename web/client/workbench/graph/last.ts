import { mapExchange, type CombinedError, type Exchange } from 'urql';

/** Whether the error is no refusal of the server, so that the outcome is unknown: the connection broke, or the server failed. */
export const hasNoAnswer = ({ graphQLErrors }: CombinedError): boolean =>
  graphQLErrors.every(({ extensions: { kind } }) => typeof kind !== 'string' || kind === 'UNAVAILABLE');

/** If a repeated query fails, keep the last answer on the page and add the error. */
export function keepLast(): Exchange {
  const last = new Map<number, unknown>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'teardown') last.delete(key);
    },
    onResult(result) {
      const { operation, data, error } = result;
      if (operation.kind !== 'query') return result;
      if (!error) last.set(operation.key, data);
      else if (!hasNoAnswer(error)) last.delete(operation.key);
      else if (data === undefined || data === null) return { ...result, data: last.get(operation.key) as typeof data };
      return result;
    },
  });
}
