import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { law as texts } from '../../../../src/texts/law';
import { graphql } from '../../graph/tada';
import '../admin/admin.css';
import './law.css';

const WAITING = graphql(`
  query WaitingLaw {
    lawProposals(state: "open", first: 50) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

const TABS = [
  ['/law', texts.tabs.calendar],
  ['/law/packs', texts.tabs.packs],
  ['/law/proposals', texts.tabs.proposals],
] as const;

/** Heading and tabs of the pages of calendars and packs. */
export function LawFrame({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const [place] = useLocation();
  const [{ data }] = useQuery({ query: WAITING });
  const waiting = data?.lawProposals.edges.length ?? 0;
  return (
    <>
      <h1>{title}</h1>
      <nav className="law-tabs" aria-label={texts.navigation}>
        {TABS.map(([path, name]) => (
          <Link key={path} href={path} aria-current={place === path ? 'page' : undefined}>
            {name}
            {path === '/law/proposals' && (
              <span className="law-waiting">
                {waiting > 0 && (
                  <>
                    <span aria-hidden="true">{waiting}</span>
                    <span className="hidden-visually">{texts.waiting(waiting)}</span>
                  </>
                )}
              </span>
            )}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}

/** `CN` and `CN-11` in words. */
export const scopeText = (id: string): string => (id === 'CN' ? texts.nation : texts.ofDivision(id.replace(/^CN-/, '')));
