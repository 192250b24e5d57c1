import type { Role } from '@sunshine/events';
import type { Model, Officer } from './state.js';

/** Where the person's organ stands to the matter; `above`: the organ tree. */
type Standing = 'registrar' | 'holder' | 'sender' | 'assigner' | 'assistant' | 'reviewer' | 'above';

const assists = (m: Model, organ: string): boolean =>
  m.assistance.some((one) => one.organ === organ && one.state === 'asked') ||
  m.countersigns.some((one) => one.organ === organ && one.opinion === m.opinion?.id && m.opinion.state !== 'issued') ||
  m.recusals.some(({ above }) => above === organ) ||
  m.performer === organ;

function stands(m: Model, { organ }: Officer, standing: Standing): boolean {
  if (organ === null) return false;
  switch (standing) {
    case 'registrar':
      return organ.id === m.registrar.id;
    case 'holder':
      return organ.id === m.at.id;
    case 'sender':
      return organ.id === m.sender && m.sender !== m.registrar.id;
    case 'assigner':
      return organ.id === m.assigner;
    case 'assistant':
      return assists(m, organ.id);
    case 'reviewer':
      return m.reviews.some(
        ({ organ: reviewing, state }) =>
          reviewing === organ.id && ['late', 'admitted', 'refused', 'decided', 'served', 'replaced'].includes(state),
      );
    case 'above': {
      const parent = organ.path.at(-2) ?? organ.id;
      return m.kind !== 'REPORT' && [m.registrar, m.at].some(({ path }) => path.includes(parent));
    }
  }
}

export interface Who {
  readonly role: Role;
  readonly by: readonly Standing[];
  readonly organ?: 'bureau' | 'other';
  readonly delegated?: true;
}
export const who = (role: Role, ...by: Standing[]): Who => ({ role, by });
export const bureau = (role: Role, ...by: Standing[]): Who => ({ role, by, organ: 'bureau' });
export const other = (role: Role, ...by: Standing[]): Who => ({ role, by, organ: 'other' });
export const MIGRATES: Who = { role: 'MIGRATOR', by: [] };
/** A notice: the head, or the delegate named in writing. */
export const NOTICE: readonly Who[] = [{ role: 'HANDLER', by: ['holder'], delegated: true }, who('HEAD', 'holder')];
export const HANDLER = [who('HANDLER', 'holder')];
export const HANDLER_OR_HEAD = [who('HANDLER', 'holder'), who('HEAD', 'holder')];
export const ISSUER = [who('ISSUER', 'holder'), who('HEAD', 'holder')];

/** The right by which the officer may do it at all. */
export function right(m: Model, officer: Officer, list: readonly Who[]): Who | null {
  if (m.recused.has(officer.id)) return null;
  return (
    list.find(({ role, by, organ, delegated }) => {
      if (!officer.roles.includes(role) || (delegated && !officer.delegated)) return false;
      if (role === 'MIGRATOR') return m.channel === 'IMPORT';
      if (organ !== undefined && (officer.organ?.kind === 'petition_bureau') !== (organ === 'bureau')) return false;
      return by.some((standing) => stands(m, officer, standing));
    }) ?? null
  );
}
