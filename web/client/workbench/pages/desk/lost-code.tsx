import './desk.css';
import { useState, type ReactNode } from 'react';
import { useClient, useMutation, useQuery, type Client } from 'urql';
import { desk } from '../../../../src/texts/desk';
import { workbench } from '../../../../src/texts/workbench';
import { graphql, type ResultOf } from '../../graph/tada';
import { Day, dayText } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Field } from '../../parts/field';
import { Loading } from '../../parts/loading';
import { Choice, TextBox } from './fields';
import { PrintSlip } from './slip';

const { lost: texts } = desk;

const FIND = graphql(`
  query MatterAtWindow($number: String!) {
    petitionByNumber(number: $number) {
      id
      number
      kind
      summary
      registeredOn
      receivedOn
      anonymous
      stageName
      organ {
        id
        name
      }
      registeringOrgan {
        id
        name
      }
      petitioners {
        id
        leftOn
        endedOn
        succeeds
        masked {
          name
          phone
        }
      }
      mandates {
        id
        maskedName
        inForce
      }
      queryCodeReissues {
        at
      }
      clocks {
        id
        nature
        title
        stateName
        effectiveDue
      }
      nextRight {
        title
        lastDay
        to
      }
      courseTold {
        on
        actor
        act
        actName
      }
    }
  }
`);

const REISSUE = graphql(`
  mutation ReissueAtWindow($input: ReissueQueryCodeInput!) {
    reissueQueryCode(input: $input) {
      holderId
      queryCode
      secret
    }
  }
`);

const RECEIPTS = graphql(`
  query ReceiptsOfCodes($id: ID!) {
    petition(id: $id) {
      id
      documents {
        id
        kind
        number
      }
    }
  }
`);

const MEMBER = graphql(`
  mutation MemberCodeAtWindow($input: IssueMemberCodeInput!) {
    issueMemberCode(input: $input) {
      holderId
      queryCode
      secret
    }
  }
`);

type Matter = NonNullable<ResultOf<typeof FIND>['petitionByNumber']>;
type Check = keyof typeof texts.checks;

/**
 * Course, dates and the next right, to be read out and printed at the window. They are the same as on the tracking page; of a report only
 * its existence is shown.
 */
function Course({ matter }: { readonly matter: Matter }): ReactNode {
  const { number, summary, kind, receivedOn, registeredOn, stageName, organ, nextRight, courseTold } = matter;
  // What organs owe each other besides the terms of law is not told.
  const clocks = matter.clocks?.filter(({ nature }) => nature !== 'own');
  return (
    <section className="card" aria-labelledby="desk-where">
      <h2 id="desk-where">{texts.where}</h2>
      <p className="notice warn no-print">{kind === 'REPORT' ? texts.sealedCourse : texts.aloud}</p>
      <dl className="facts">
        <dt>{texts.number}</dt>
        <dd className="number">{number}</dd>
        {summary && (
          <>
            <dt>{desk.entry.summary}</dt>
            <dd>{summary}</dd>
          </>
        )}
        <dt>{desk.done.receivedOn}</dt>
        <dd>
          <Day day={receivedOn} />
        </dd>
        <dt>{desk.done.registeredOn}</dt>
        <dd>
          <Day day={registeredOn} />
        </dd>
        {kind !== 'REPORT' && (
          <>
            <dt>{texts.stage}</dt>
            <dd>{stageName}</dd>
            <dt>{texts.organ}</dt>
            <dd>{organ?.name}</dd>
            {nextRight && (
              <>
                <dt>{texts.nextRight}</dt>
                <dd>
                  {nextRight.title} {texts.until(dayText(nextRight.lastDay))} {nextRight.to}
                </dd>
              </>
            )}
          </>
        )}
      </dl>
      {kind !== 'REPORT' && (
        <>
          {clocks && clocks.length > 0 && (
            <>
              <h3>{texts.clocks}</h3>
              <ul>
                {clocks.map(({ id, title, stateName, effectiveDue }) => (
                  <li key={id}>
                    {title} <Day day={effectiveDue} weekday /> {stateName}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h3>{texts.history}</h3>
          {!courseTold || courseTold.length === 0 ? (
            <p>{texts.noHistory}</p>
          ) : (
            <ol className="timeline">
              {courseTold.map(({ on, actor, act, actName }, index) => (
                <li key={`${index} ${act}`}>
                  <Day day={on} /> <strong>{actName}</strong> {actor}
                </li>
              ))}
            </ol>
          )}
          <button type="button" className="button no-print" onClick={() => window.print()}>
            {texts.printCourse}
          </button>
        </>
      )}
    </section>
  );
}

/** Holders that may get a code: each petitioner of a joint matter, and an agent whose mandate is in force. */
function holdersOf({ petitioners, mandates }: Matter): Record<string, string> {
  const members = petitioners.filter(({ leftOn, endedOn }) => leftOn === null && endedOn === null);
  // The code of the petition belongs to the person who filed it; successors have codes of their own.
  const filed = petitioners.length === 0 || members.some(({ succeeds }) => succeeds === null);
  return Object.fromEntries([
    ...(filed ? [['', texts.holderSelf]] : []),
    ...(petitioners.length > 1 ? members.map(({ id, masked }) => [`member:${id}`, texts.holderMember(masked.name ?? '')]) : []),
    ...mandates.filter(({ inForce }) => inForce).map(({ id, maskedName }) => [`mandate:${id}`, texts.holderAgent(maskedName ?? '')]),
  ]) as Record<string, string>;
}

const RECEIPT_TRIES = 10;
const RECEIPT_MS = 500;

const receiptsOf = async (client: Client, id: string) => {
  const { data } = await client.query(RECEIPTS, { id }, { requestPolicy: 'network-only' }).toPromise();
  return (data?.petition?.documents ?? []).filter(({ kind }) => kind === 'CODE_REISSUE');
};

/** The number of the new receipt (查询码补发回执); null if the paper was not issued within a few seconds after the act. */
async function newReceipt(client: Client, petitionId: string, before: ReadonlySet<string>, tries = RECEIPT_TRIES): Promise<string | null> {
  const fresh = (await receiptsOf(client, petitionId)).findLast(({ id }) => !before.has(id));
  if (fresh || tries === 1) return fresh?.number ?? null;
  await new Promise((done) => setTimeout(done, RECEIPT_MS));
  return newReceipt(client, petitionId, before, tries - 1);
}

/** Issues a new code after an identity check; the former code stops working at once. */
function Reissue({ matter, again }: { readonly matter: Matter; readonly again: () => void }): ReactNode {
  const holders = holdersOf(matter);
  const [holder, setHolder] = useState(Object.keys(holders)[0] ?? '');
  const [check, setCheck] = useState<Check>('IDENTITY_DOCUMENT_SHOWN');
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const client = useClient();
  const [paperNumber, setPaperNumber] = useState<string | null>(null);
  const [issued, setIssued] = useState<{ readonly queryCode: string; readonly secret: string } | null>(null);
  const [own, reissue] = useMutation(REISSUE);
  const [member, issue] = useMutation(MEMBER);
  const [sort, id] = holder.split(':');
  const { fetching, error } = sort === 'member' ? member : own;
  const give = async (): Promise<void> => {
    const before = new Set((await receiptsOf(client, matter.id)).map(({ id: known }) => known));
    setPaperNumber(null);
    const input = { requestId, petitionId: matter.id, identityCheck: check };
    const code =
      sort === 'member'
        ? (await issue({ input: { ...input, petitionerId: id ?? '' } })).data?.issueMemberCode
        : (await reissue({ input: { ...input, mandateId: id ?? null } })).data?.reissueQueryCode;
    if (!code) return;
    setIssued(code);
    void newReceipt(client, matter.id, before).then(setPaperNumber);
    setRequestId(crypto.randomUUID());
    again();
  };
  return (
    <section className="card no-print" aria-labelledby="desk-reissue">
      <h2 id="desk-reissue">{texts.reissue}</h2>
      <p>{texts.reissueLead}</p>
      {matter.queryCodeReissues.length > 0 && <p>{texts.before(matter.queryCodeReissues.length)}</p>}
      <form
        className="desk-form"
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        {Object.keys(holders).length > 1 && (
          <Field label={texts.holder}>
            {(fieldId) => (
              <select id={fieldId} name="holder" value={holder} onChange={({ target }) => setHolder(target.value)}>
                {Object.entries(holders).map(([key, name]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Choice name="identityCheck" label={texts.check} options={texts.checks} value={check} onChange={setCheck} />
        {error && <Failure error={error} />}
        <button type="submit" className="button primary" disabled={fetching}>
          {texts.issue}
        </button>
      </form>
      <div role="status">
        {issued && (
          <>
            <p className="notice ok">{texts.issued}</p>
            <dl className="facts">
              <dt>{desk.done.code}</dt>
              <dd className="number desk-code" data-fact="code">
                {issued.queryCode}
              </dd>
              <dt>{desk.done.secret}</dt>
              <dd className="number desk-code" data-fact="secret">
                {issued.secret}
              </dd>
            </dl>
          </>
        )}
      </div>
      {issued && (
        <PrintSlip
          label={desk.done.print}
          number={matter.number}
          queryCode={issued.queryCode}
          secret={issued.secret}
          on={matter.registeredOn}
          organ={matter.registeringOrgan.name ?? ''}
          reissued
          paperNumber={paperNumber}
        />
      )}
    </section>
  );
}

/** The window: shows where a matter stands and reissues a lost code. A matter is found by its number, never by a person. */
export default function LostCode(): ReactNode {
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const [{ data, error, fetching }, reload] = useQuery({ query: FIND, variables: { number }, pause: number === '' });
  const again = (): void => reload({ requestPolicy: 'network-only' });
  const matter = data?.petitionByNumber;
  return (
    <>
      <h1>{workbench.pages.lostCode}</h1>
      <p className="muted no-print">{texts.lead}</p>
      <form
        className="card desk-form no-print"
        onSubmit={(event) => {
          event.preventDefault();
          setNumber(typed.trim());
        }}
      >
        <div className="desk-row">
          <TextBox name="number" label={texts.number} value={typed} onChange={setTyped} />
        </div>
        <button type="submit" className="button primary">
          {texts.find}
        </button>
      </form>
      {error && <Failure error={error} again={again} />}
      {fetching && !data && <Loading />}
      {data && matter === null && (
        <p className="notice warn" role="alert">
          {texts.notFound}
        </p>
      )}
      {matter && (
        <div className="desk-compare" key={matter.id}>
          <Course matter={matter} />
          <Reissue matter={matter} again={again} />
        </div>
      )}
    </>
  );
}
