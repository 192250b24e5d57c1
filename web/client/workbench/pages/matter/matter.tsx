import './matter.css';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { Link, useParams } from 'wouter';
import { matter as texts } from '../../../../src/texts/matter';
import { redo } from '../../../../src/texts/redo';
import { supervision } from '../../../../src/texts/supervision';
import { LiveSign, useChangedAt, usePetitionsLive } from '../../live/live';
import { ClockState } from '../../parts/clock';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Acts } from './acts';
import { Clocks, openClocks } from './clocks';
import { Content, People } from './content';
import { daysUntil } from '../../parts/days';
import { Desk } from './desk';
import { Documents } from './documents';
import { Files } from './files';
import { History, lineKey } from './history';
import { Facts, namesOf, Section } from './parts';
import { ID_OF_NUMBER, MATTER, type Matter } from './query';
import { Readers } from './readers';
import { choiceName, Records } from './records';
import { Repeats } from './repeats';

/** Only claims are heard, and few of them. */
const Supervision = lazy(() => import('./supervision'));
const Hearings = lazy(() => import('./hearings'));
/** Few matters are of two nodes. */
const Levels = lazy(() => import('./levels'));
/** Only an opinion that is redone is compared. */
const RedoTexts = lazy(() => import('../../redo/redo-texts'));

const NONE: ReadonlySet<string> = new Set();
const NOBODY: readonly string[] = [];

/** `/petition/:id` and `/number/:number`. */
export default function MatterPage(): ReactNode {
  const { id, number } = useParams<{ id?: string; number?: string }>();
  if (id) return <MatterById key={id} id={id} />;
  return <MatterByNumber number={decodeURIComponent(number ?? '')} />;
}

const Gone = (): ReactNode => (
  <>
    <h1>{texts.title}</h1>
    <p className="notice warn">{texts.gone}</p>
  </>
);

const isUnknown = (error: CombinedError | undefined): boolean =>
  error?.graphQLErrors.some(({ extensions }) => extensions.kind === 'NOT_FOUND' || extensions.code === 'ID_MALFORMED') ?? false;

function MatterByNumber({ number }: { readonly number: string }): ReactNode {
  const [{ data, error }, again] = useQuery({ query: ID_OF_NUMBER, variables: { number } });
  if (data?.petitionByNumber) return <MatterById key={data.petitionByNumber.id} id={data.petitionByNumber.id} />;
  if (isUnknown(error)) return <Gone />;
  if (error) return <Failure error={error} again={() => again({ requestPolicy: 'network-only' })} />;
  return data ? <Gone /> : <Loading />;
}

function MatterById({ id }: { readonly id: string }): ReactNode {
  const [{ data, error }, ask] = useQuery({ query: MATTER, variables: { id }, requestPolicy: 'network-only' });
  const reread = (): void => ask({ requestPolicy: 'network-only' });
  const matter = data?.petition ?? null;
  const first = useRef<ReadonlySet<string> | null>(null);
  if (matter?.history) first.current ??= new Set(matter.history.map(lineKey));
  const fresh = first.current ? new Set((matter?.history ?? []).map(lineKey).filter((key) => !first.current?.has(key))) : NONE;
  const there = matter !== null;
  const changedAt = useChangedAt(data);
  const live = usePetitionsLive(there ? [id] : NOBODY, reread);
  useEffect(() => {
    if (there && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [there]);
  if (!matter && isUnknown(error)) return <Gone />;
  if (!matter && error) return <Failure error={error} again={reread} />;
  if (!data) return <Loading />;
  if (!matter) return <Gone />;
  return (
    <article className="matter">
      <Head matter={matter} />
      <LiveSign live={live} changedAt={changedAt} more={fresh.size > 0 && <a href="#history">{texts.updatedLines(fresh.size)}</a>} />
      {error && <Failure error={error} again={reread} />}
      <div className="matter-layout">
        <Acts matter={matter} reread={reread} />
        <SectionNav matter={matter} />
        <div className="matter-body">
          {matter.acts?.some(({ act }) => act === 'compareRedo') && (
            <Suspense fallback={null}>
              <Section id="redo" title={redo.title}>
                <RedoTexts petitionId={matter.id} />
              </Section>
            </Suspense>
          )}
          <Content matter={matter} reread={reread} />
          <People matter={matter} reread={reread} />
          <Clocks matter={matter} />
          <History matter={matter} fresh={fresh} />
          <Documents matter={matter} reread={reread} />
          <Records matter={matter} />
          {matter.kind === 'CLAIM' && (
            <Suspense fallback={null}>
              <Hearings matter={matter} />
            </Suspense>
          )}
          <Suspense fallback={null}>
            <Supervision matter={matter} />
          </Suspense>
          <Suspense fallback={null}>
            <Levels matter={matter} />
          </Suspense>
          <Files matter={matter} reread={reread} />
          <Desk matter={matter} reread={reread} />
          <Repeats matter={matter} reread={reread} />
          <Readers matter={matter} />
        </div>
      </div>
    </article>
  );
}

function Head({ matter }: { readonly matter: Matter }): ReactNode {
  const t = texts.head;
  const [next] = openClocks(matter);
  return (
    <header className="matter-head">
      <h1>
        {texts.title} <span className="number">{matter.number}</span>
      </h1>
      <p className="row">
        <span className="badge brand">{texts.kinds[matter.kind]}</span>
        <span className="badge">{texts.channels[matter.channel]}</span>
        {matter.stageName && <span className="badge brand">{matter.stageName}</span>}
        {matter.outcomeName && <span className="badge ok">{matter.outcomeName}</span>}
        {matter.anonymous && <span className="badge">{t.anonymous}</span>}
        {matter.occurrence && <span className="badge">{texts.occurrences[matter.occurrence]}</span>}
        {matter.crossing?.map((code) => (
          <span className="badge" key={code}>
            {choiceName(matter, 'crossing', code)}
          </span>
        ))}
      </p>
      {matter.stage === null && <p className="notice">{texts.pending}</p>}
      <p className="matter-next">
        <strong>{t.nextDuty}</strong>
        {texts.colon}
        {next ? (
          <>
            {next.title} <Day day={next.effectiveDue} weekday /> <ClockState clock={next} />{' '}
            <span className="muted">{texts.clocks.left(daysUntil(next.effectiveDue))}</span>
          </>
        ) : (
          t.noDuty
        )}
      </p>
      <Facts
        of={[
          [t.organ, matter.organ?.name ?? matter.registeringOrgan.name],
          [t.heldBy, matter.heldBy !== 'local' && matter.heldBy],
          [t.received, <Day key="received" day={matter.receivedOn} />],
          [t.registered, <Day key="registered" day={matter.registeredOn} />],
          [t.registering, matter.registeringOrgan.name],
          [t.firstUnit, matter.firstHandlingUnit?.name],
          [t.exit, matter.exit && choiceName(matter, 'exit', matter.exit)],
          [t.contentClass, matter.contentClass],
          [t.people, matter.peopleCount > 1 && matter.peopleCount],
          [t.previous, matter.previousNumber],
          [t.sameLetterAs, matter.sameLetterAs && <Link href={`/petition/${matter.sameLetterAs.id}`}>{matter.sameLetterAs.number}</Link>],
          [texts.content.addressedTo, namesOf(matter.addressedTo)],
        ]}
      />
      <p className="row no-print">
        <button type="button" className="button" onClick={() => print()}>
          {t.print}
        </button>
      </p>
    </header>
  );
}

/** Links to the parts of the page, with the number of entries in each. */
function SectionNav({ matter }: { readonly matter: Matter }): ReactNode {
  const parts: readonly (readonly [id: string, title: string, count: number | null])[] = [
    ['content', texts.content.title, null],
    ['people', texts.people.title, matter.petitioners.length],
    ['clocks', texts.clocks.title, matter.clocks?.length ?? 0],
    ['history', texts.history.title, matter.history?.length ?? 0],
    ['documents', texts.documents.title, matter.documents?.length ?? 0],
    ['records', texts.records.title, matter.records?.length ?? 0],
    ['supervision', supervision.section.title, null],
    ['files', texts.files.title, matter.files.length],
    ['desk', texts.desk.title, matter.supplements.length + matter.interviews.length + matter.corrections.length + matter.mandates.length],
    ['repeats', texts.repeats.title, matter.repeats.length + matter.related.length],
    ['readers', texts.readers.title, null],
  ];
  return (
    <nav className="matter-nav" aria-label={texts.sections}>
      <ul>
        {parts.map(([id, title, count]) => (
          <li key={id}>
            <a href={`#${id}`}>
              {title}
              {count !== null && count > 0 && <span className="muted">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
