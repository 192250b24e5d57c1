import { useEffect, useRef, type ReactNode } from 'react';
import { fieldWords } from '../../../../src/texts/act-fields';
import { choiceWords } from '../../../../src/texts/choices';
import { opinion as texts } from '../../../../src/texts/opinion';
import type { Named, Values } from '../../acts/fields';
import type { Matter } from '../../acts/matter';
import { dayText, instantText } from '../../parts/day';
import type { DraftKeeper } from './draft-keeper';
import { heldBy, type Course } from './query';

interface TornProps {
  readonly matter: Matter;
  readonly mine: Values;
  readonly course: Course;
  readonly keeper: DraftKeeper;
}

/** A line of a text with its name. */
type Line = readonly [name: string, text: string];

function linesOf(values: Values, matter: Matter): readonly Line[] {
  const word = (name: string): string => fieldWords[name]?.label ?? name;
  const list = (value: unknown): string => (value as readonly string[]).filter(Boolean).join('；');
  const answers = values['answers'] as readonly Values[];
  const day = values['executeBy'] as string;
  return [
    [texts.facts, values['facts'] as string],
    [texts.evidence, list(values['evidence'])],
    ...matter.requests.flatMap(({ id }, index): Line[] => {
      const answer = answers.find((one) => one['id'] === id);
      const outcome = answer?.['outcome'] as keyof typeof choiceWords.outcomes | '' | undefined;
      return [
        [`${texts.requestAt(index + 1)} ${word('outcome')}`, outcome ? choiceWords.outcomes[outcome] : ''],
        [`${texts.requestAt(index + 1)} ${word('answer')}`, (answer?.['answer'] as string | undefined) ?? ''],
        [`${texts.requestAt(index + 1)} ${word('basis')}`, list(answer?.['basis'] ?? [])],
      ];
    }),
    [texts.executeBy, day && dayText(day)],
    [texts.performer, (values['performerOrganId'] as Named | null)?.name ?? ''],
  ];
}

/** Two conflicting texts of one opinion, side by side, of which the officer chooses one. Equal parts are left out. */
export function Torn({ matter, mine, course, keeper }: TornProps): ReactNode {
  const draft = course.opinionDraft;
  const [left, right] = [linesOf(mine, matter), linesOf(heldBy(course).values, matter)];
  const rows = left.flatMap(([name, text], at) => (text === right[at]?.[1] ? [] : [{ name, text, other: right[at]?.[1] ?? '' }]));
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section className="notice warn opinion-torn" aria-label={texts.torn}>
      <h3 ref={head}>{texts.torn}</h3>
      <p role="alert">{draft ? texts.tornBy(draft.savedBy.name, instantText(draft.savedAt)) : texts.tornGone}</p>
      <div className="opinion-service" tabIndex={0} role="region" aria-label={texts.tornTexts}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.tornPart}</th>
              <th scope="col">{texts.tornMine}</th>
              <th scope="col">{texts.tornTheirs}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, text, other }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="opinion-text">{text || texts.tornNothing}</td>
                <td className="opinion-text">{other || texts.tornNothing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => void keeper.keepMine()}>
          {texts.keepMine}
        </button>
        <button type="button" className="button" onClick={() => keeper.takeTheirs()}>
          {texts.takeTheirs}
        </button>
      </div>
    </section>
  );
}
