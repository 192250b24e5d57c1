import type { Fields } from '../../src/portal/filing/form';

/** Names and values of a form as they stand, in order, without the files still in it. */
export const fieldsIn = (form: HTMLFormElement): Fields =>
  [...new FormData(form)].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
