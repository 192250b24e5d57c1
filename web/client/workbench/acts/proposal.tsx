import { lazy, Suspense, type ReactNode } from 'react';
import { acts as texts } from '../../../src/texts/acts';
import type { ActName } from '../../../src/texts/acts/titles';
import { choiceWords } from '../../../src/texts/choices';
import { dayText } from '../parts/day';
import { foundText } from '../parts/found';
import { Loading } from '../parts/loading';
import type { Field, Values } from './fields';
import type { Matter } from './matter';
import { petitionersOf } from './offered';
import type { ActRequest } from './request';
import { judgedBy } from './rows';

/** Only an opinion that is redone is compared. */
const RedoTexts = lazy(() => import('../redo/redo-texts'));

interface ProposalProps {
  readonly act: ActName;
  readonly fields: readonly Field[];
  readonly matter: Matter;
  readonly given: ActRequest['given'];
  readonly values: Values;
}

/** Lines about a succession that the second person reads beside the proofs. */
function successionLines(matter: Matter, of: Matter['successions'][number]): readonly (readonly [string, string | null])[] {
  const words = texts.succession;
  return [
    [texts.proposalOn, dayText(of.on)],
    [words.who, petitionersOf(matter).find(({ id }) => id === of.petitionerId)?.name ?? texts.sealedName],
    [words.cause, `${choiceWords.successionCauses[of.cause]} ${dayText(of.endedOn)}`],
    [words.finding, choiceWords.successionFindings[of.finding]],
    [words.successors, of.successors.map(({ masked }) => masked.name ?? texts.sealedName).join('、')],
    [words.proofs, of.proofs.map(({ kindName }) => kindName).join('、')],
    [words.search, of.search],
  ];
}

/** Shows the proposal of another person that this act confirms. */
export function Proposal({ act, fields, matter, given, values }: ProposalProps): ReactNode {
  if (act === 'compareRedo')
    return (
      <Suspense fallback={<Loading />}>
        <RedoTexts petitionId={matter.id} inForm />
      </Suspense>
    );
  return <Proposed act={act} fields={fields} matter={matter} given={given} values={values} />;
}

function Proposed({ act, fields, matter, given, values }: ProposalProps): ReactNode {
  const field = fields.find((one) => one.kind === 'record');
  const id = field && (given?.[field.name] ?? values[field.name]);
  const judged = judgedBy(act);
  // An act without a subject field confirms the record that is waiting.
  const waiting = judged?.subject === undefined ? judged : null;
  const record = (matter.records ?? []).findLast(
    (one) => one.id === id || (waiting && one.kind === waiting.record && one.state === waiting.state),
  );
  const extension = act === 'extendHandling' || act === 'declineExtension' ? matter.extension : null;
  const correction = act === 'confirmCorrection' ? matter.corrections.find((one) => one.id === id) : null;
  const succession = act === 'confirmSuccession' ? matter.successions.find((one) => one.id === id) : null;
  const publication = judged?.record === 'publication' ? matter.publications.find((one) => one.id === id) : null;
  const lines: readonly (readonly [string, string | null])[] = record
    ? [
        [texts.proposalOn, dayText(record.on)],
        ...(record.organ ? [[texts.organ, record.organ.name] as const] : []),
        ...(record.officer ? [[texts.officer, record.officer.name] as const] : []),
        ...record.details.map(({ name, text }) => [name, text] as const),
        ...(record.accused.length > 0 ? [[texts.inDirectory, foundText(record.accused)] as const] : []),
      ]
    : extension
      ? [
          [texts.proposalOn, dayText(extension.requestedOn)],
          [texts.extensionDays, String(extension.days)],
          [texts.reason, extension.reason],
        ]
      : correction
        ? [
            [texts.proposalOn, dayText(correction.on)],
            [texts.former, correction.former],
            [texts.changed, correction.value],
            [texts.reason, correction.reason],
          ]
        : succession
          ? successionLines(matter, succession)
          : publication
            ? [
                [texts.proposalOn, dayText(publication.on)],
                [texts.publicationGround, publication.groundName],
                [texts.publicationText, publication.text],
                ...(publication.objectionAnswer === null ? [] : [[texts.objectionAnswer, publication.objectionAnswer] as const]),
              ]
            : [];
  if (lines.length === 0) return null;
  return (
    <section className="act-proposal">
      <h3>{record?.title ?? texts.proposal}</h3>
      <dl className="facts">
        {lines.map(([name, text]) => (
          <div key={name} className="act-fact">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
