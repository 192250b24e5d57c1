import { assessment as words } from '../../../../src/texts/acts/assessment';
import { choice, count, day, group, list, long, OPTIONAL, organs, pack, text, type Field } from '../fields';
import { noted, withWords, type ActFields } from './form';

const onScheme = (...fields: Field[]): ActFields => ({ ...noted(...fields), apart: true });
const NONE = { mayBeNone: true } as const;
const ITEM = pack('code', 'assessmentItem');

/** Forms of assessments of organs. The scheme and its items come from the page. */
export const assessment = withWords<'assessment'>(words, {
  publishAssessment: onScheme(
    count('year'),
    text('title'),
    text('basis'),
    organs('organIds'),
    list('items', [
      text('title'),
      count('points'),
      long('standard'),
      group('figure', [choice('id', 'figureIds'), count('fullAt'), count('noneAt')], OPTIONAL),
    ]),
    day('selfCheckBy'),
    count('contestDays'),
  ),
  submitSelfCheck: onScheme(list('items', [ITEM, count('points'), long('evidence')], NONE)),
  scoreAssessment: onScheme(list('items', [ITEM, count('points'), long('reason', OPTIONAL)], NONE)),
  contestAssessment: onScheme(list('items', [ITEM, long('reason')])),
  decideAssessmentContest: onScheme(list('items', [ITEM, count('points'), long('reason')])),
});
