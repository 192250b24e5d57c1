import type { ReactNode } from 'react';
import { fieldWords } from '../../../src/texts/act-fields';
import { acts as texts } from '../../../src/texts/acts';
import { choiceWords } from '../../../src/texts/choices';
import { Field as Labelled } from '../parts/field';
import { TextItems } from './controls';
import type { Value, Values } from './fields';
import { useWorld } from './form-world';
import { wordsAsOffers } from './offered';

/** An outcome, an answer and its bases for each request of the matter. */
export function Answers({
  value,
  place,
  onChange,
}: {
  readonly value: readonly Values[];
  readonly place: string;
  readonly onChange: (value: Values[]) => void;
}): ReactNode {
  const { matter, errors, known } = useWorld();
  const requests = matter?.requests ?? [];
  const answerOf = (id: string): Values => value.find((one) => one['id'] === id) ?? { id, outcome: '', answer: '', basis: [] };
  const change = (id: string, part: string, to: Value): void =>
    onChange(requests.map((request) => (request.id === id ? { ...answerOf(id), [part]: to } : answerOf(request.id))));
  return requests.map(({ id, text }, index) => {
    const answer = answerOf(id);
    return (
      <fieldset key={id} className="act-item">
        <legend className="label">{texts.requestIs(index + 1, text ?? texts.sealedText)}</legend>
        <div data-place={`${place}.${index}.outcome`}>
          <Labelled label={fieldWords['outcome']?.label ?? ''} error={errors[`${place}.${index}.outcome`]}>
            {(control, describedBy) => (
              <select
                id={control}
                aria-describedby={describedBy}
                value={String(answer['outcome'])}
                onChange={(e) => change(id, 'outcome', e.target.value)}
              >
                <option value="">{texts.choose}</option>
                {wordsAsOffers(choiceWords.outcomes).map(({ code, title }) => (
                  <option key={code} value={code}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
        <div data-place={`${place}.${index}.answer`}>
          <Labelled label={fieldWords['answer']?.label ?? ''} error={errors[`${place}.${index}.answer`]}>
            {(control, describedBy) => (
              <textarea
                id={control}
                className="act-text"
                rows={3}
                aria-describedby={describedBy}
                value={String(answer['answer'])}
                onChange={(e) => change(id, 'answer', e.target.value)}
              />
            )}
          </Labelled>
        </div>
        <TextItems
          label={fieldWords['basis']?.label ?? ''}
          items={answer['basis'] as readonly string[]}
          known={known}
          onChange={(basis) => change(id, 'basis', basis)}
        />
      </fieldset>
    );
  });
}
