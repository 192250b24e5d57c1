import './desk.css';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useMutation } from 'urql';
import { arrivals } from '../../../../src/texts/arrivals';
import { desk } from '../../../../src/texts/desk';
import { workbench } from '../../../../src/texts/workbench';
import { listenIn } from '../../keys/keys';
import { Failure } from '../../parts/failure';
import { organsOf, useMe } from '../../session/me';
import { CandidatesOfForm } from './candidates';
import { EntryForm } from './entry-form';
import { factsOf, inputOf, keyOf, numberOf, unreadable, type DeskForm } from './form';
import { dropForm, handOn, keepForm, keptForm, nextForm } from './kept';
import { REGISTER, type Registered as Answer } from './register';
import { byField } from './refusals';
import { Registered } from './registered';

const { entry: texts } = desk;
const NONE: ReadonlyMap<string, string> = new Map();

/** Puts the visit of the address into a form in which nothing was typed. */
function ofVisit(form: DeskForm): DeskForm {
  const asked = new URLSearchParams(location.search);
  const visitId = asked.get('visit');
  if (visitId === null || form.summary !== '' || form.text !== '') return form;
  return {
    ...form,
    channel: 'VISIT',
    visitId,
    visitHeads: numberOf(asked.get('heads') ?? ''),
    receivedOn: asked.get('on') ?? form.receivedOn,
  };
}

/**
 * 登记: the form of a filing, usable by keyboard alone, then candidates to compare it with. What was typed stays until the next filing is
 * begun.
 */
export default function Desk(): ReactNode {
  const me = useMe();
  const division = organsOf(me, ['REGISTRAR'])[0]?.division ?? '';
  const [form, setForm] = useState<DeskForm>(() => ofVisit({ ...nextForm(me.id, division), ...keptForm(me.id) }));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [errors, setErrors] = useState(NONE);
  const [{ fetching, error }, register] = useMutation(REGISTER);
  const [facts, setFacts] = useState(() => factsOf(form));
  const [shown, setShown] = useState(false);
  const place = useRef<HTMLFormElement>(null);

  const change = (alter: (form: DeskForm) => DeskForm): void =>
    setForm((now) => {
      const next = alter(now);
      keepForm(me.id, next);
      return next;
    });
  const look = (): void => {
    const now = factsOf(form);
    if (JSON.stringify(now) !== JSON.stringify(facts)) setFacts(now);
  };
  const refuse = (found: ReadonlyMap<string, string>): void => {
    setErrors(found);
    const [first] = found.keys();
    if (first) place.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  /** Removes the error of a changed field. */
  const forget = (name: string): void => {
    if (!errors.has(name)) return;
    setErrors(new Map([...errors].filter(([key]) => key !== name)));
    setShown(false);
  };
  const save = (): void => {
    if (fetching) return;
    const wrong = unreadable(form);
    setShown(wrong.size === 0);
    if (wrong.size > 0) return refuse(wrong);
    void register({ input: inputOf(form, me.id) }).then(({ data, error: refused }) => {
      if (data) {
        setErrors(NONE);
        setAnswer(data.registerPetition);
        change((now) => ({ ...now, registered: true }));
        return;
      }
      refuse(byField(refused, (path) => keyOf(path, form)));
    });
  };
  const begin = (): void => {
    setForm(nextForm(me.id, division));
    setAnswer(null);
    setErrors(NONE);
    setFacts(null);
    setShown(false);
    scrollTo(0, 0);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[name="channel"]:checked')?.focus());
  };
  const next = (): void => {
    handOn(me.id, form);
    begin();
  };
  const onRegister = useEffectEvent((): void => {
    if (answer) next();
    else save();
  });
  useEffect(() => listenIn('desk', { register: () => onRegister() }), []);

  if (answer)
    return (
      <>
        <h1>{workbench.pages.desk}</h1>
        <Registered form={form} answer={answer} next={next} />
      </>
    );
  return (
    <>
      <h1>{workbench.pages.desk}</h1>
      <p className="muted">{texts.lead}</p>
      {form.arrivedMessageId !== '' && !form.registered && <p className="notice">{arrivals.onForm(form.arrivedNumber)}</p>}
      {form.registered && <p className="notice warn">{texts.already}</p>}
      <form
        ref={place}
        className="desk-form"
        noValidate
        onChange={({ nativeEvent: { target } }) => target instanceof Element && forget(target.getAttribute('name') ?? '')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="desk-beside-form">
          <div onBlur={look}>
            <EntryForm form={form} change={change} errors={errors} />
          </div>
          <CandidatesOfForm facts={facts} />
        </div>
        <div className="desk-foot">
          {errors.size > 0 && (
            <p className="notice bad" role="alert">
              {texts.refused}
            </p>
          )}
          {error && shown && errors.size === 0 && <Failure error={error} />}
          <div className="row">
            <button type="submit" className="button primary" disabled={fetching}>
              {fetching ? texts.saving : texts.save}
            </button>
            {form.registered && (
              <button type="button" className="button" onClick={next}>
                {desk.done.next}
              </button>
            )}
            <button
              type="button"
              className="button quiet"
              onClick={() => {
                if (!confirm(texts.clearQuestion)) return;
                dropForm();
                begin();
              }}
            >
              {texts.clear}
            </button>
          </div>
        </div>
      </form>
    </>
  );
}
