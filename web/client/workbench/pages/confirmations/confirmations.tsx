import '../matter/matter.css';
import { useState, type ReactNode } from 'react';
import { useClient, useQuery } from 'urql';
import { Link } from 'wouter';
import { hasAct } from '../../../../src/texts/acts/titles';
import { confirmations as texts } from '../../../../src/texts/confirmations';
import { matter as matterTexts } from '../../../../src/texts/matter';
import { opinion as opinionTexts } from '../../../../src/texts/opinion';
import { workbench } from '../../../../src/texts/workbench';
import { ON_OPINION, subjectGiven, useAct } from '../../acts/open';
import { confirmedBy } from '../../acts/rows';
import { graphql, type ResultOf } from '../../graph/tada';
import { LiveSign, useChangedAt, useEveryMinute, usePetitionsLive } from '../../live/live';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { OPINION_READ } from '../../parts/opinion';
import { Facts } from '../matter/parts';
import { OneRecord, Opinion } from '../matter/records';

const PENDING = graphql(
  `
    query PendingConfirmations($first: Int) {
      pendingConfirmations(first: $first) {
        pageInfo {
          hasNextPage
        }
        edges {
          node {
            id
            act
            name
            subjectId
            proposedAct
            proposedName
            proposedOn
            organ {
              id
              name
            }
            petition {
              id
              number
              kind
              summary
              acts {
                act
                name
              }
              requests {
                id
                text
              }
              history {
                on
                actor
                act
                part
                remark
              }
              records {
                id
                kind
                title
                state
                stateName
                on
                until
                organ {
                  id
                  name
                }
                officer {
                  id
                  name
                }
                details {
                  name
                  text
                }
                accused {
                  units
                  person {
                    name
                  }
                }
              }
              extension {
                id
                days
                reason
                requestedOn
              }
              opinion {
                ...OpinionRead
              }
            }
          }
        }
      }
    }
  `,
  [OPINION_READ],
);

/** Missing parts of an opinion; loaded only when the reader is about to act on it. */
const LACKS = graphql(`
  query LacksOfOpinion($id: ID!) {
    petition(id: $id) {
      id
      opinionParts {
        title
        present
      }
    }
  }
`);

type Waiting = ResultOf<typeof PENDING>['pendingConfirmations']['edges'][number]['node'];

const PAGE = 20;
const MOST = 60;
const OPINION_ACTS: readonly string[] = ['checkOpinion', 'issueOpinion', 'countersignOpinion', 'issueFastTrackPaper'];
const NOBODY: readonly string[] = [];

/** Proposals that the reader may confirm as the second person, by act, the oldest first. */
export default function Confirmations(): ReactNode {
  const [first, setFirst] = useState(PAGE);
  const [{ data, error, fetching }, ask] = useQuery({ query: PENDING, variables: { first }, requestPolicy: 'network-only' });
  const reread = (): void => ask({ requestPolicy: 'network-only' });
  const waiting = data?.pendingConfirmations.edges.map(({ node }) => node);
  const live = usePetitionsLive(waiting ? [...new Set(waiting.map(({ petition }) => petition.id))] : NOBODY, reread);
  useEveryMinute(reread);
  const [openAct, dialog] = useAct(reread);
  const client = useClient();
  /** Opens acts of the opinion here, because the card already shows the opinion. */
  const openHere = async (act: string, petitionId: string, given?: Readonly<Record<string, unknown>>): Promise<void> => {
    if (!ON_OPINION.includes(act)) return openAct({ act, petitionIds: [petitionId], ...(given && { given }) });
    const answer = await client.query(LACKS, { id: petitionId }, { requestPolicy: 'network-only' }).toPromise();
    const lacking = (answer.data?.petition?.opinionParts ?? []).filter(({ present }) => !present).map(({ title }) => title);
    const warning = lacking.length > 0 ? opinionTexts.lackingAll(lacking.join('、')) : undefined;
    openAct({ act, petitionIds: [petitionId], here: true, warning });
  };
  const names = [...new Set(waiting?.map(({ name }) => name))];
  const changedAt = useChangedAt(data);
  const groups = names.map((name) => [name, (waiting ?? []).filter((one) => one.name === name)] as const);
  return (
    <>
      <h1>{workbench.pages.confirmations}</h1>
      <p>{texts.lead}</p>
      <LiveSign live={live} changedAt={changedAt} />
      {error && <Failure error={error} again={reread} />}
      {!waiting && !error && <Loading />}
      {waiting?.length === 0 && <p>{texts.none}</p>}
      {groups.map(([name, those]) => (
        <section key={name} aria-labelledby={`group-${those[0]?.act}`} className="card">
          <h2 id={`group-${those[0]?.act}`}>
            {name} <span className="badge">{texts.count(those.length)}</span>
          </h2>
          <ul className="matter-cards">
            {those.map((one) => (
              <li key={one.id}>
                <Proposal waiting={one} open={(act, given) => void openHere(act, one.petition.id, given)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data?.pendingConfirmations.pageInfo.hasNextPage && first < MOST && (
        <button type="button" className="button" disabled={fetching} onClick={() => setFirst(first + PAGE)}>
          {texts.more}
        </button>
      )}
      {dialog}
    </>
  );
}

interface ProposalProps {
  readonly waiting: Waiting;
  readonly open: (act: string, given?: Readonly<Record<string, unknown>>) => void;
}

function Proposal({ waiting, open }: ProposalProps): ReactNode {
  const { act, name, subjectId, petition } = waiting;
  const proposing = petition.history?.findLast((line) => line.act === waiting.proposedAct && line.part !== 'confirmation');
  const merging = act === 'confirmMerge' || act === 'confirmUnmerge';
  const record = petition.records?.findLast(({ id, kind }) => id === subjectId || (merging && kind === 'merge'));
  const { extension } = petition;
  const returns = (petition.acts ?? []).filter((one) => one.act === confirmedBy(act)?.returnedBy);
  return (
    <>
      <p className="row">
        <Link href={`/petition/${petition.id}`} className="number">
          {petition.number}
        </Link>
        <span className="badge brand">{matterTexts.kinds[petition.kind]}</span>
        <strong>{petition.summary ?? texts.sealed}</strong>
      </p>
      <Facts
        of={[
          [texts.proposed, waiting.proposedName],
          [texts.proposedOn, <Day key="on" day={waiting.proposedOn} weekday />],
          [texts.proposedBy, proposing?.actor],
          [texts.reason, proposing?.remark],
          [texts.organ, waiting.organ.name],
        ]}
      />
      {record && <OneRecord record={record} />}
      {act === 'extendHandling' && extension && (
        <Facts
          of={[
            [matterTexts.clocks.extension, matterTexts.clocks.extensionAsked(extension.days)],
            [matterTexts.clocks.reason, extension.reason],
          ]}
        />
      )}
      {OPINION_ACTS.includes(act) && <Opinion matter={petition} />}
      <p className="row">
        {hasAct(act) && (
          <button
            type="button"
            className="button primary"
            aria-label={texts.act(name, petition.number)}
            onClick={() => open(act, subjectGiven(act, subjectId))}
          >
            {name}
          </button>
        )}
        {returns.map((one) => (
          <button
            key={one.act}
            type="button"
            className="button"
            aria-label={texts.act(one.name, petition.number)}
            onClick={() => open(one.act)}
          >
            {one.name}
          </button>
        ))}
        <Link href={`/petition/${petition.id}#history`} className="button quiet">
          {texts.open}
        </Link>
      </p>
    </>
  );
}
