import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { hasAct } from '../../../../src/texts/acts/titles';
import { hearings } from '../../../../src/texts/hearings';
import { useAct } from '../../acts/open';
import { graphql } from '../../graph/tada';
import { Failure } from '../../parts/failure';
import { timeOf } from '../hearings/parts';
import { Section } from './parts';
import type { Matter } from './query';

const t = hearings.matter;

const OF_MATTER = graphql(`
  query HearingsOfMatter($id: ID!) {
    petition(id: $id) {
      id
      hearings {
        id
        stageName
        stateName
        schedule {
          startsAt
          endsAt
          room {
            id
            name
          }
        }
      }
      hearingActs {
        act
        name
      }
    }
  }
`);

/** Hearings of the matter, oldest first, and the acts that begin one. */
export default function Hearings({ matter }: { readonly matter: Matter }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: OF_MATTER, variables: { id: matter.id } });
  const reread = (): void => again({ requestPolicy: 'network-only' });
  const [openAct, dialog] = useAct(reread);
  const held = data?.petition?.hearings ?? [];
  const acts = (data?.petition?.hearingActs ?? []).filter(({ act }) => hasAct(act));
  return (
    <Section id="hearings" title={t.title}>
      {error && <Failure error={error} again={reread} />}
      {data && held.length === 0 && <p>{t.none}</p>}
      {held.length > 0 && (
        <ul className="matter-cards">
          {held.map(({ id, stageName, stateName, schedule }) => (
            <li key={id}>
              <p className="row">
                <Link href={`/hearings/${id}`}>{`${stageName ?? ''}${t.title}`}</Link>
                <span className="badge brand">{stateName}</span>
                {schedule && `${timeOf(schedule)} ${schedule.room?.name ?? ''}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {acts.length > 0 && (
        <p className="row no-print">
          {acts.map(({ act, name }) => (
            <button key={act} type="button" className="button" onClick={() => openAct({ act, petitionIds: [matter.id] })}>
              {name}
            </button>
          ))}
        </p>
      )}
      {dialog}
    </Section>
  );
}
