import type { ReactNode } from 'react';
import { fieldWords } from '../../../src/texts/act-fields';
import { acts as texts } from '../../../src/texts/acts';
import { choiceWords } from '../../../src/texts/choices';
import { Field as Labelled } from '../parts/field';
import { Group, TextItems } from './controls';
import type { Value, Values } from './fields';
import { useWorld } from './form-world';
import { wordsAsOffers } from './offered';

/** The lines of a basis; if one is demanded, at least one line to fill in. */
function basisOf({ basis }: Values, demanded: boolean): readonly string[] {
  const lines = basis as readonly string[];
  return demanded && lines.length === 0 ? [''] : lines;
}

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
  const { matter, errors, known, basisDemanded = false } = useWorld();
  const basisLabel = fieldWords['basis']?.label ?? '';
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
        <div data-place={`${place}.${index}.basis`}>
          <Group label={basisDemanded ? basisLabel : `${basisLabel}${texts.optional}`} error={errors[`${place}.${index}.basis`] ?? null}>
            <TextItems
              label={basisLabel}
              items={basisOf(answer, basisDemanded)}
              known={known}
              onChange={(basis) => change(id, 'basis', basis)}
            />
          </Group>
        </div>
      </fieldset>
    );
  });
}
