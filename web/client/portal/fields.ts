import type { Fields } from '../../src/portal/filing/form';

/** Names and values of a form in order, without files that are not uploaded. */
export const fieldsIn = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
