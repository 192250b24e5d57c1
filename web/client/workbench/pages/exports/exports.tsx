import { useState, type ReactNode } from 'react';
import { useMutation, useQuery, type CombinedError } from 'urql';
import { LIST_COLUMNS } from '@sunshine/filters';
import { lists } from '../../../../src/texts/lists';
import { graphql, type ResultOf } from '../../graph/tada';
import { download } from '../../list/download';
import { useReadable } from '../../list/names';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { useMe } from '../../session/me';

const texts = lists.exports;

const EXPORTS = graphql(`
  query Exports {
    petitionExports {
      id
      state
      filter
      columns
      format
      purpose
      identity
      on
      rows
      person {
        id
        name
      }
    }
    supervisionBoardExports {
      id
      state
      filter
      columns
      format
      purpose
      identity
      on
      rows
      person {
        id
        name
      }
    }
  }
`);
const CONFIRM = graphql(`
  mutation ConfirmExport($input: PetitionExportInput!) {
    confirmPetitionExport(input: $input) {
      id
      state
    }
  }
`);
const OPEN_PETITIONS = graphql(`
  mutation OpenPetitionExport($input: PetitionExportInput!) {
    openPetitionExport(input: $input) {
      id
      link
    }
  }
`);
const OPEN_BOARD = graphql(`
  mutation OpenBoardExport($input: BoardExportInput!) {
    openSupervisionBoardExport(input: $input) {
      id
      link
    }
  }
`);

type Taken = ResultOf<typeof EXPORTS>['petitionExports'][number] & { readonly list: 'petitions' | 'supervisionBoard' };

/** Exports of the reader, and exports that the reader may confirm. */
export default function Exports(): ReactNode {
  const me = useMe();
  const [{ data, error }, execute] = useQuery({ query: EXPORTS });
  const again = (): void => execute({ requestPolicy: 'network-only' });
  const all: readonly Taken[] | undefined = data && [
    ...data.petitionExports.map((one) => ({ ...one, list: 'petitions' as const })),
    ...data.supervisionBoardExports.map((one) => ({ ...one, list: 'supervisionBoard' as const })),
  ];
  const waiting = all?.filter(({ person, state }) => person.id !== me.id && state === 'WAITING') ?? [];
  const mine = all?.filter(({ person }) => person.id === me.id) ?? [];
  return (
    <>
      <h1>{texts.pageTitle}</h1>
      <p className="muted">{texts.leadPage}</p>
      {error && <Failure error={error} again={again} />}
      {!all && !error && <Loading />}
      {all && waiting.length > 0 && (
        <section aria-labelledby="to-confirm">
          <h2 id="to-confirm">{texts.toConfirm}</h2>
          {waiting.map((one) => (
            <Waiting key={one.id} one={one} again={again} />
          ))}
        </section>
      )}
      {all && (
        <section aria-labelledby="mine">
          <h2 id="mine">{texts.mine}</h2>
          {mine.length === 0 && <p>{texts.none}</p>}
          {mine.map((one) => (
            <Mine key={one.id} one={one} again={again} />
          ))}
        </section>
      )}
    </>
  );
}

function Facts({ one }: { readonly one: Taken }): ReactNode {
  const filter = useReadable(one.list, one.filter);
  const titles = new Map(LIST_COLUMNS[one.list].map(({ name, title }) => [name, title]));
  return (
    <dl className="facts">
      <dt>{texts.list}</dt>
      <dd>{lists[one.list === 'petitions' ? 'petitions' : 'board'].title}</dd>
      <dt>{texts.on}</dt>
      <dd>
        <Day day={one.on} />
      </dd>
      <dt>{texts.who}</dt>
      <dd>{one.person.name}</dd>
      <dt>{texts.purpose}</dt>
      <dd>{one.purpose}</dd>
      <dt>{texts.filter}</dt>
      <dd>{filter || texts.allRows}</dd>
      <dt>{texts.columns}</dt>
      <dd>{one.columns.map((name) => titles.get(name) ?? name).join('、')}</dd>
      {one.rows !== null && (
        <>
          <dt>{texts.rows}</dt>
          <dd>{one.rows}</dd>
        </>
      )}
    </dl>
  );
}

interface OneProps {
  readonly one: Taken;
  readonly again: () => void;
}

function Waiting({ one, again }: OneProps): ReactNode {
  const [{ fetching, error }, confirm] = useMutation(CONFIRM);
  const [requestId] = useState(() => crypto.randomUUID());
  return (
    <article className="card" aria-label={texts.confirmOf(one.person.name, one.purpose)}>
      <Facts one={one} />
      <p className="notice warn">{texts.confirmSure}</p>
      {error && <Failure error={error} />}
      <button
        type="button"
        className="button primary"
        disabled={fetching}
        onClick={() => void confirm({ input: { id: one.id, requestId } }).then(({ data }) => data && again())}
      >
        {texts.confirm}
      </button>
    </article>
  );
}

function Mine({ one, again }: OneProps): ReactNode {
  const [, openPetitions] = useMutation(OPEN_PETITIONS);
  const [, openBoard] = useMutation(OPEN_BOARD);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CombinedError | null>(null);
  const [said, setSaid] = useState('');
  const take = async (): Promise<void> => {
    setBusy(true);
    setSaid('');
    const { link, error } =
      one.list === 'petitions'
        ? await openPetitions({ input: { id: one.id, requestId: crypto.randomUUID() } }).then(({ data, error: refused }) => ({
            link: data?.openPetitionExport.link,
            error: refused,
          }))
        : await openBoard({ input: { id: one.id } }).then(({ data, error: refused }) => ({
            link: data?.openSupervisionBoardExport.link,
            error: refused,
          }));
    setRefusal(error ?? null);
    if (link) {
      const file = await download(link);
      if (file.end === 'refused') setRefusal(file.error);
      else setSaid(file.end === 'taken' ? texts.downloaded(file.name) : texts.failed);
      again();
    }
    setBusy(false);
  };
  return (
    <article className="card" aria-label={`${texts.on} ${one.on} ${one.purpose}`}>
      <p className="row">
        <span className={`badge ${one.state === 'WAITING' ? 'warn' : 'ok'}`}>{texts.states[one.state]}</span>
        {one.identity && <span className="badge warn">{texts.identity}</span>}
      </p>
      <Facts one={one} />
      {refusal && <Failure error={refusal} />}
      <p role="status">{said}</p>
      {one.state === 'READY' && (
        <button type="button" className="button" disabled={busy} onClick={() => void take()}>
          {busy ? texts.downloading : texts.download}
        </button>
      )}
    </article>
  );
}
