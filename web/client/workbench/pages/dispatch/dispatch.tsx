import '../../acts/acts.css';
import '../matter/matter.css';
import './dispatch.css';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useClient, useQuery, type CombinedError } from 'urql';
import { Link } from 'wouter';
import { acts as actTexts } from '../../../../src/texts/acts';
import { actTitle } from '../../../../src/texts/acts/titles';
import { dispatch as texts } from '../../../../src/texts/dispatch';
import { ActForm } from '../../acts/act-form';
import type { Named, Values } from '../../acts/fields';
import { emptyValues, missing, toInput } from '../../acts/form-values';
import { kept } from '../../acts/kept';
import { useOffers } from '../../acts/matter';
import { routing } from '../../acts/forms/routing';
import { useAct } from '../../acts/open';
import { run } from '../../acts/run';
import { codeOf } from '../../graph/refusal';
import { graphql, type ResultOf } from '../../graph/tada';
import { listenIn } from '../../keys/keys';
import { chordOf, KEYS } from '../../keys/table';
import { Day } from '../../parts/day';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { organsOf, useMe } from '../../session/me';
import { ContentToRoute } from './content';

const TO_ROUTE = graphql(`
  query ToRoute($organIds: [ID!]) {
    supervisionBoard(filter: { organIds: $organIds, terms: ["ROUTE"] }, first: 50) {
      edges {
        node {
          id
          clock {
            effectiveDue
          }
          petition {
            id
            number
            kind
            summary
            version
            stage
            receivedOn
            contentClass
            guidanceSlip {
              competentOrgan {
                id
                name
              }
            }
            addressedTo {
              id
              name
            }
            repeats {
              id
              organ {
                id
                name
              }
            }
            acts {
              act
            }
          }
        }
      }
    }
  }
`);

type Duty = ResultOf<typeof TO_ROUTE>['supervisionBoard']['edges'][number]['node'];

const FORM = routing.routePetition;
const FIELDS = FORM.fields;
const KEY = 'sunshine.act.routePetition.';
const [ACCEPT, SKIP] = [chordOf(KEYS.dispatch.accept), chordOf(KEYS.dispatch.skip)];
/** Acts on matters that are not transferred. */
const OTHER = [
  'keepForReference',
  'identifyAccused',
  'handOverReport',
  'sendToPoliticalLegalOrgan',
  'guideVisitor',
  'designateOrgan',
  'agreeJointHandling',
  'proposeExit',
] as const;

interface Suggestion {
  readonly organ: Named;
  readonly why: string;
}

/**
 * Suggests the organ that the papers name or that has the repeated matter, else the receiver of the last matter of the same class.
 * An organ complained about is never suggested.
 */
function suggestionFor({ petition }: Duty, before: ReadonlyMap<string, Named>, own: readonly string[]): Suggestion | null {
  const slip = petition.guidanceSlip?.competentOrgan;
  if (slip) return { organ: slip, why: texts.suggestedBy.slip };
  const [handled] = petition.repeats.flatMap(({ organ }) => (organ && !own.includes(organ.id) ? organ : []));
  if (handled) return { organ: handled, why: texts.suggestedBy.earlier };
  const [addressed] = petition.addressedTo;
  if (addressed) return { organ: addressed, why: texts.suggestedBy.addressed };
  const last = petition.contentClass ? before.get(petition.contentClass) : undefined;
  return last ? { organ: last, why: texts.suggestedBy.before } : null;
}

/** Matters to route, the earliest due first: one after another, or several at once. */
export default function Dispatch(): ReactNode {
  const own = organsOf(useMe(), ['DISPATCHER']).map(({ id }) => id);
  const [{ data, error, fetching }, read] = useQuery({
    query: TO_ROUTE,
    variables: { organIds: own },
  });
  const again = (): void => read({ requestPolicy: 'network-only' });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [current, setCurrent] = useState<string | null>(null);
  const [before, setBefore] = useState<ReadonlyMap<string, Named>>(new Map());
  const [gone, setGone] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  // After another act the matter still has to be routed, unless its stage says that it left the desk.
  const [openAct, dialog] = useAct(() => {
    setChosen([]);
    again();
  });
  const duties = (data?.supervisionBoard.edges ?? [])
    .map(({ node }) => node)
    .filter(({ petition }) => petition.stage === 'registered' && !gone.includes(petition.id));
  const at = Math.max(
    0,
    duties.findIndex(({ petition }) => petition.id === current),
  );
  const duty = duties[at];
  const next = (): void => setCurrent(duties[at + 1]?.petition.id ?? duties[0]?.petition.id ?? null);
  const routed = (one: Duty, organ: Named): void => {
    const { contentClass, number, id } = one.petition;
    if (contentClass) setBefore((all) => new Map(all).set(contentClass, organ));
    setSaid(texts.done(number, organ.name));
    next();
    setGone((all) => [...all, id]);
    again();
  };
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <p className="muted">{texts.keys(ACCEPT, SKIP)}</p>
      {error && <Failure error={error} again={again} />}
      {!data && fetching && <Loading />}
      <p role="status">{said}</p>
      {data && duties.length === 0 && <p>{texts.empty}</p>}
      {duties.length > 0 && (
        <>
          {duty && (
            <div className="dispatch" key={duty.petition.id}>
              <RouteOne duty={duty} suggestion={suggestionFor(duty, before, own)} onRouted={(organ) => routed(duty, organ)} skip={next} />
              <ContentToRoute id={duty.petition.id} />
            </div>
          )}
          {duty && (
            <div className="row" role="group" aria-label={texts.other}>
              {OTHER.filter((act) => duty.petition.acts?.some((one) => one.act === act)).map((act) => (
                <button key={act} type="button" className="button quiet" onClick={() => openAct({ act, petitionIds: [duty.petition.id] })}>
                  {actTitle(act)}
                </button>
              ))}
            </div>
          )}
          <h2>{texts.list}</h2>
          <p className="row">
            <button
              type="button"
              className="button"
              disabled={chosen.length === 0}
              onClick={() => openAct({ act: 'routePetition', petitionIds: chosen })}
            >
              {texts.bulk(chosen.length)}
            </button>
            <label className="act-choice">
              <input
                type="checkbox"
                checked={chosen.length === duties.length}
                onChange={(e) => setChosen(e.target.checked ? duties.map(({ petition }) => petition.id) : [])}
              />
              <span>{texts.chooseAll}</span>
            </label>
          </p>
          <ul className="act-report">
            {duties.map(({ id, clock, petition }) => (
              <li key={id} className="row" aria-current={petition.id === duty?.petition.id || undefined}>
                <label className="act-choice">
                  <input
                    type="checkbox"
                    aria-label={texts.chooseRow(petition.number)}
                    checked={chosen.includes(petition.id)}
                    onChange={(e) => setChosen(e.target.checked ? [...chosen, petition.id] : chosen.filter((one) => one !== petition.id))}
                  />
                  <span className="number">{petition.number}</span>
                </label>
                <span>{petition.summary ?? texts.sealed}</span>
                <span className="muted">
                  {texts.due} <Day day={clock.effectiveDue} />
                </span>
                <button
                  type="button"
                  className="button quiet"
                  aria-label={`${texts.openRow} ${petition.number}`}
                  onClick={() => setCurrent(petition.id)}
                >
                  {texts.openRow}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {dialog}
    </>
  );
}

interface RouteOneProps {
  readonly duty: Duty;
  readonly suggestion: Suggestion | null;
  readonly onRouted: (organ: Named) => void;
  readonly skip: () => void;
}

function RouteOne({ duty: { petition, clock }, suggestion, onRouted, skip }: RouteOneProps): ReactNode {
  const client = useClient();
  const key = KEY + petition.id;
  // Art 30: a report leaves the bureau only by hand-over.
  const report = petition.kind === 'REPORT';
  const [values, setValues] = useState<Values>(() => kept.read<Values>(key) ?? { ...emptyValues(FIELDS), kind: 'TRANSFER' });
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<CombinedError | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const offers = useOffers(null, false);
  const change = (changed: Values): void => {
    setValues(changed);
    kept.write(key, changed);
  };
  const send = async (what: Values): Promise<void> => {
    const lacking = missing(FIELDS, what);
    setErrors(Object.fromEntries(lacking.map((place) => [place, actTexts.missing])));
    if (lacking[0]) {
      form.current?.querySelector<HTMLElement>(`[data-place="${lacking[0]}"] :is(input, select, textarea)`)?.focus();
      return;
    }
    setSending(true);
    setRefusal(null);
    const { error } = await run(client, {
      act: 'routePetition',
      form: FORM,
      petitionId: petition.id,
      input: toInput(FIELDS, what),
      version: petition.version,
      joins: [],
    });
    setSending(false);
    if (error) return setRefusal(error);
    kept.drop(key);
    onRouted(what['toOrganId'] as Named);
  };
  const accept = (): void => {
    if (!suggestion || sending || report) return;
    const what = { ...values, toOrganId: suggestion.organ, reason: values['reason'] || texts.reason(suggestion.organ.name) };
    change(what);
    void send(what);
  };
  const keys = useRef({ accept, skip });
  keys.current = { accept, skip };
  useEffect(() => listenIn('dispatch', { accept: () => keys.current.accept(), skip: () => keys.current.skip() }), []);
  return (
    <form
      ref={form}
      className="card"
      noValidate
      aria-label={texts.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send(values);
      }}
    >
      <h2>
        <Link href={`/petition/${petition.id}`} className="number">
          {petition.number}
        </Link>{' '}
        {petition.summary ?? texts.sealed}
      </h2>
      <dl className="facts">
        <dt>{texts.received}</dt>
        <dd>
          <Day day={petition.receivedOn} />
        </dd>
        <dt>{texts.due}</dt>
        <dd>
          <Day day={clock.effectiveDue} weekday />
        </dd>
        <dt>{texts.suggested}</dt>
        <dd>{suggestion ? texts.suggestion(suggestion.organ.name, suggestion.why) : texts.noSuggestion}</dd>
      </dl>
      {report && <p className="notice warn">{texts.accusedKept}</p>}
      {!report && (
        <ActForm
          fields={FIELDS}
          values={values}
          onChange={change}
          world={{ matter: null, offers, words: { toOrganId: texts.to, kind: texts.kind }, errors, whole: values, busy: () => undefined }}
        />
      )}
      {refusal && (
        <>
          <Failure error={refusal} />
          <p className="muted">{codeOf(refusal) === 'VERSION_MOVED' ? actTexts.moved : actTexts.kept}</p>
        </>
      )}
      <div className="row">
        {!report && (
          <button type="submit" className="button primary" disabled={sending}>
            {sending ? actTexts.sending : texts.submitNext}
          </button>
        )}
        {suggestion && !report && (
          <button type="button" className="button" disabled={sending} onClick={accept} aria-keyshortcuts={ACCEPT}>
            {texts.accept}
          </button>
        )}
        <button type="button" className="button quiet" onClick={skip} aria-keyshortcuts={SKIP}>
          {texts.skip}
        </button>
      </div>
    </form>
  );
}
