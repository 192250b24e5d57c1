import { Fragment, useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { Link, useLocation, useParams, useSearchParams } from 'wouter';
import { admin, organKindNames } from '../../../../src/texts/admin';
import { workbench } from '../../../../src/texts/workbench';
import '../../acts/acts.css';
import { graphql } from '../../graph/tada';
import { Day, dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { holds, useMe } from '../../session/me';
import '../admin/admin.css';
import { Done, FormFailure, Line, todayHere, useForm } from '../admin/form';
import { OrganForm, type OrganFacts } from './organ-form';

const texts = admin.organs;

const ORGAN = graphql(`
  query Organ($id: ID!) {
    organ(id: $id) {
      id
      version
      name
      shortName
      kind
      division
      validFrom
      closedOn
      reviewerGiven
      parent {
        id
        name
      }
      reviewedBy {
        id
        name
      }
      alsoReviewedBy {
        id
        name
      }
      reviewers {
        also
        from
        to
        organ {
          id
          name
        }
      }
      contactPhone
      address
      children {
        id
        name
      }
    }
  }
`);

const CLOSE = graphql(`
  mutation CloseOrgan($input: CloseOrganInput!) {
    closeOrgan(input: $input) {
      id
      closedOn
    }
  }
`);

/** The page of an organ; with `new` as id, the form of a new organ below `?under=`. */
export default function OrganPage(): ReactNode {
  const { organId } = useParams<{ organId: string }>();
  return organId === 'new' ? <NewOrgan /> : <OneOrgan key={organId} id={organId} />;
}

function NewOrgan(): ReactNode {
  const mayAdd = holds(useMe(), ['SYSTEM_ADMIN']);
  const [, go] = useLocation();
  const [given] = useSearchParams();
  const under = given.get('under');
  const [{ data, error }] = useQuery({ query: ORGAN, variables: { id: under ?? '' }, pause: under === null });
  const ready = under === null || data !== undefined;
  return (
    <>
      <h1>{texts.add}</h1>
      {error && <Failure error={error} />}
      {!ready && !error && <Loading />}
      {!mayAdd && <p className="notice warn">{texts.bySystem}</p>}
      {ready && mayAdd && (
        <OrganForm organ={null} parent={data?.organ ?? null} division={data?.organ?.division} saved={(id) => go(`/organs/${id}`)} />
      )}
      <p>
        <Link href="/organs">{texts.back}</Link>
      </p>
    </>
  );
}

function OneOrgan({ id }: { readonly id: string }): ReactNode {
  const mayChange = holds(useMe(), ['SYSTEM_ADMIN']);
  const [{ data, error }, again] = useQuery({ query: ORGAN, variables: { id } });
  const [form, setForm] = useState<'change' | 'close' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [moved, setMoved] = useState(false);
  const organ = data?.organ;
  const read = (): void => again({ requestPolicy: 'network-only' });
  const finished = (text: string): void => {
    setForm(null);
    setMoved(false);
    setDone(text);
    read();
  };
  const toggle = (which: 'change' | 'close'): void => {
    setDone(null);
    setMoved(false);
    setForm(form === which ? null : which);
  };
  return (
    <>
      <h1>{organ?.name ?? workbench.pages.organs}</h1>
      {error && <Failure error={error} again={read} />}
      {!data && !error && <Loading />}
      {data && !organ && <p className="notice warn">{texts.notFound}</p>}
      <Done text={done} />
      {organ && (
        <>
          {moved && <p className="notice warn">{texts.moved}</p>}
          <section className="card" aria-label={texts.now}>
            <dl className="facts">
              <dt>{texts.shortName}</dt>
              <dd>{organ.shortName}</dd>
              <dt>{texts.kind}</dt>
              <dd>{organKindNames[organ.kind] ?? organ.kind}</dd>
              <dt>{texts.division}</dt>
              <dd className="number">{organ.division}</dd>
              <dt>{texts.parent}</dt>
              <dd>{organ.parent ? <Link href={`/organs/${organ.parent.id}`}>{organ.parent.name}</Link> : texts.noReviewer}</dd>
              <dt>{texts.reviewer}</dt>
              <dd>
                {organ.reviewedBy ? `${organ.reviewedBy.name} ` : texts.noReviewer}
                {organ.reviewedBy && <span className="badge">{organ.reviewerGiven ? texts.reviewerGiven : texts.reviewerDefault}</span>}
              </dd>
              {organ.alsoReviewedBy && (
                <>
                  <dt>{texts.alsoReviewer}</dt>
                  <dd>{organ.alsoReviewedBy.name}</dd>
                </>
              )}
              {organ.reviewers
                .filter(({ from }) => from > todayHere())
                .map(({ also, from, organ: later }) => (
                  <Fragment key={`${also} ${from}`}>
                    <dt>{also ? texts.alsoReviewer : texts.reviewer}</dt>
                    <dd>{texts.reviewerFrom(dayText(from), later?.name ?? '')}</dd>
                  </Fragment>
                ))}
              <dt>{texts.address}</dt>
              <dd>{organ.address ?? <span className="badge warn">{texts.noAddress}</span>}</dd>
              <dt>{texts.contactPhone}</dt>
              <dd>{organ.contactPhone ?? <span className="badge warn">{texts.noContactPhone}</span>}</dd>
              <dt>{texts.validFrom}</dt>
              <dd>
                <Day day={organ.validFrom} />
              </dd>
              {organ.closedOn && (
                <>
                  <dt>{texts.closedOn}</dt>
                  <dd>
                    <Day day={organ.closedOn} />
                    <span className="badge warn">{texts.closedFrom(dayText(organ.closedOn))}</span>
                  </dd>
                </>
              )}
            </dl>
            <div className="row no-print">
              <Link href={`/people?organ=${organ.id}`} className="button">
                {texts.people}
              </Link>
              {mayChange && !organ.closedOn && (
                <>
                  <button type="button" className="button" aria-expanded={form === 'change'} onClick={() => toggle('change')}>
                    {texts.change}
                  </button>
                  <Link href={`/organs/new?under=${organ.id}`} className="button">
                    {texts.addBelow}
                  </Link>
                  <button type="button" className="button danger" aria-expanded={form === 'close'} onClick={() => toggle('close')}>
                    {texts.close}
                  </button>
                </>
              )}
            </div>
          </section>
          {form === 'change' && (
            <section className="card" aria-label={texts.change}>
              <OrganForm
                organ={organ}
                saved={() => finished(texts.saved)}
                moved={() => {
                  setMoved(true);
                  read();
                }}
              />
            </section>
          )}
          {form === 'close' && <CloseForm organ={organ} closed={() => finished(texts.closed)} moved={read} />}
          <section aria-labelledby="organ-children">
            <h2 id="organ-children">{texts.children}</h2>
            {organ.children.length === 0 && <p>{texts.noChildren}</p>}
            <ul>
              {organ.children.map((child) => (
                <li key={child.id}>
                  <Link href={`/organs/${child.id}`}>{child.name}</Link>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      {(data || error) && (
        <p className="no-print">
          <Link href="/organs">{texts.back}</Link>
        </p>
      )}
    </>
  );
}

interface CloseProps {
  readonly organ: OrganFacts;
  readonly closed: () => void;
  readonly moved: () => void;
}

function CloseForm({ organ, closed, moved }: CloseProps): ReactNode {
  const form = useForm('on');
  const [, close] = useMutation(CLOSE);
  const [on, setOn] = useState(todayHere);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await form.send({ on: on === '' ? admin.missing : undefined }, async () => {
      const result = await close({ input: { requestId: form.requestId, expectedVersion: organ.version, organId: organ.id, on } });
      if (result.error?.graphQLErrors[0]?.extensions.code === 'ORGAN_VERSION_MOVED') moved();
      return result;
    });
    if (answer) closed();
  };
  return (
    <form ref={form.ref} className="card admin-form" aria-label={texts.close} onSubmit={(event) => void submit(event)} noValidate>
      <p className="notice warn">{texts.closeLead}</p>
      <FormFailure form={form} />
      <Line label={texts.closeOn} name="on" type="date" value={on} onChange={setOn} error={form.faults.on} />
      <button type="submit" className="button danger" disabled={form.sending}>
        {form.sending ? admin.saving : texts.closeSure}
      </button>
    </form>
  );
}
