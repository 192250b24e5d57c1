import type { ReactNode } from 'react';
import { filing } from '../../texts/filing.js';
import { href } from '../shell.js';
import { Hidden } from './fields.js';
import { Progress, RefusalList, sizeText, type FormProps } from './form-page.js';
import { fieldsOf, filledPetitioners, filledRequests, type PartyRow } from './form.js';

export interface FilingNotice {
  readonly text: string;
  readonly source: string;
}

interface CheckProps extends FormProps {
  readonly notice: FilingNotice | null;
  /** The request id was used before, with other content. */
  readonly reused: boolean;
}

/** Shows all input again, word for word, and how personal data is handled. The form of this page has only hidden fields. */
export function CheckPage({ view, form, refusals, divisions, notice, reused }: CheckProps): ReactNode {
  const report = form.kind === 'REPORT';
  const organ = (id: string) =>
    id === ''
      ? undefined
      : divisions
        ? divisions.flatMap(({ organs }) => organs).find((each) => each.id === id)?.name
        : filing.chosenBefore;
  const parties = (rows: readonly PartyRow[]) => rows.flatMap(({ organId, text }) => [organ(organId), text.trim()]).filter(Boolean);
  const named = report ? parties(form.accused) : parties(form.respondents);
  const people = filledPetitioners(form);
  const facts: [string, ReactNode][] = [
    [filing.kind, form.kind && filing.kinds[form.kind].name],
    [filing.division, divisions ? divisions.find(({ code }) => code === form.division)?.name : filing.chosenBefore],
    [filing.receivedBy, organ(form.organId) ?? filing.bureau],
    [filing.summary, form.summary],
    [filing.text, <span className="filing-text">{form.text}</span>],
    [
      filing.requests,
      <ol>
        {filledRequests(form).map(({ at, text }) => (
          <li key={at}>{text}</li>
        ))}
      </ol>,
    ],
    [report ? filing.accused : filing.respondents, named.length > 0 ? named.join('、') : filing.none],
    ...(form.kind === 'CLAIM' && form.staffConduct
      ? ([[filing.staffConduct, filing.staffConductYes]] satisfies [string, ReactNode][])
      : []),
    [filing.previousNumber, form.previousNumber || filing.none],
    [
      filing.petitioners,
      form.anonymous ? (
        filing.nobody
      ) : (
        <ul>
          {people.map(({ at, name, phone, address, idType, idNumber, representative, guardianName }) => (
            <li key={at}>
              {name}
              {representative && filing.isRepresentative}
              {[
                [filing.phone, phone],
                [filing.address, address],
                [filing.idType, idNumber && filing.idTypes[idType]],
                [filing.idNumber, idNumber],
                [filing.guardianName, guardianName],
              ].map(([label, value]) => value && <div key={label}>{`${label}${filing.colon}${value}`}</div>)}
            </li>
          ))}
        </ul>
      ),
    ],
    [filing.peopleCount, filing.people(Number(form.peopleCount) || Math.max(1, people.length))],
    [filing.agentName, form.agentName || filing.none],
    [
      filing.attachments,
      form.attachments.length + form.mandate.length === 0 ? (
        filing.none
      ) : (
        <ul>
          {[...form.mandate, ...form.attachments].map(({ id, name, size }) => (
            <li key={id}>{`${name}（${sizeText(size)}）`}</li>
          ))}
        </ul>
      ),
    ],
  ];
  return (
    <div className="filing">
      <h1>{filing.title}</h1>
      <RefusalList refusals={refusals} />
      <Progress now="check" />
      <form method="post" action={href(view.mode, '/file')} data-filing="check" data-reused={reused ? true : undefined}>
        <Hidden fields={fieldsOf(form)} />
        <section className="card" aria-labelledby="step-check">
          <h2 id="step-check" tabIndex={-1}>
            {filing.stepTitles.check}
          </h2>
          <p>{filing.checkIntro}</p>
          <dl className="facts">
            {facts.map(([label, value]) => (
              <div className="fact" key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {notice && (
            <div className="notice">
              <h3>{filing.noticeTitle}</h3>
              <p>{notice.text}</p>
            </div>
          )}
        </section>
        <p className="row filing-actions">
          <button className="button primary" type="submit" name="do" value="submit">
            {filing.submit}
          </button>
          <button className="button" type="submit" name="do" value="edit">
            {filing.edit}
          </button>
        </p>
      </form>
    </div>
  );
}
