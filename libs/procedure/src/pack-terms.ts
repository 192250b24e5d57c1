import { z } from 'zod';

/** Every term the platform knows, law or no law behind it in a given pack. */
export const TERMS = [
  'ROUTE',
  'NOTIFY_DIRECT',
  'NOTIFY_TRANSFERRED',
  'OBJECT',
  'OBJECT_DECIDE',
  'HANDLE',
  'SIMPLE_ACCEPT',
  'SIMPLE_HANDLE',
  'ASSIGNMENT_REPORT',
  'EXECUTE',
  'PROMISE',
  'REVIEW_REQUEST',
  'REVIEW',
  'REREVIEW_REQUEST',
  'REREVIEW',
  'REDO',
  'ADVICE_REPLY',
  'REMINDER_REPLY',
  'SUPERVISION_REPLY',
  'CORRECTION',
  'CONDUCT_REPLY',
  'DECIDE_EXIT',
  'PERFORM',
  'COMMITMENT_REVIEW',
  'INSTRUCTION_ANSWER',
  'ASSISTANCE_ANSWER',
  'MATERIAL',
  'SUPPLEMENT',
  'REVIEW_FILE',
  'STAGE_REPORT',
  'ARCHIVE',
] as const;
export type Term = (typeof TERMS)[number];

/** verified: read in the text of law; own_reading: follows from it; own_rule: ours, no law says it; unverified: text not seen. */
export const MARKS = ['verified', 'own_reading', 'own_rule', 'unverified'] as const;
export type Mark = (typeof MARKS)[number];

export const day = z.iso.date();
export const text = z.string().min(1);
/** Where a value comes from and how sure we are; every value of a pack has both. */
export const origin = { source: text, mark: z.enum(MARKS) };

export const lengthSchema = z.strictObject({ days: z.int().positive(), unit: z.enum(['day', 'working_day']), ...origin });
/** A date set in a paper instead of a number of days; `by` sets it and alone may move it. */
export const givenSchema = z.strictObject({ by: text, text, ...origin });
const refused = z.strictObject({ allowed: z.literal(false), ...origin });
export const extensionSchema = z.discriminatedUnion('allowed', [
  refused,
  z.strictObject({
    allowed: z.literal(true),
    /** Natural days in all; null where only the approver limits it. */
    maxDays: z.int().positive().nullable(),
    times: z.int().positive().nullable(),
    approver: text,
    /** The extension must be approved on or before this day of the term. */
    before: z.literal('effective'),
    ...origin,
  }),
]);
export const pauseSchema = z.discriminatedUnion('allowed', [
  refused,
  z.strictObject({
    allowed: z.literal(true),
    reason: text,
    title: text,
    max: z.strictObject({ days: z.int().positive(), ...origin }),
    ...origin,
  }),
]);
/**
 * before_nominal / before_effective: so many days earlier, none for the day itself, on a rest day the working day before; after_effective:
 * so many days later, on a rest day the working day after where it is a warning.
 */
export const warningSchema = z
  .strictObject({
    step: z.string().regex(/^[A-Z_]+$/),
    anchor: z.enum(['before_nominal', 'before_effective', 'after_effective']),
    days: z.int().nonnegative(),
    unit: z.enum(['day', 'working_day']),
    ...origin,
  })
  .refine(({ anchor, days }) => days > 0 || anchor !== 'after_effective', {
    error: 'a step after the effective day is at least one day after it',
  });

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** When warnings may be given, Asia/Shanghai, on working days; `closes` is not in it. */
export const warningHoursSchema = z
  .strictObject({ opens: time, closes: time, ...origin })
  .refine(({ opens, closes }) => opens < closes, { error: 'offices open before they close' });

const startSchema = z.strictObject({ fact: text, text, ...origin });
/** Another fact that may start the term in place of its usual one. `because`: the rule that lets it, as a sentence. */
const startAlternativeSchema = z.strictObject({ fact: text, text, because: text, ...origin });

/** Start fact of HANDLE where the cap starts it: the last effective day of NOTIFY. */
export const CAP_START = 'notifyTermEnded';

export const NATURES = ['duty', 'own', 'right', 'option'] as const;
/**
 * duty: can be overdue; own: likewise, a date that somebody owes besides the terms of law, in none of their figures; right: a petitioner's,
 * lapses; option: an organ may use it, unused it is cancelled.
 */
export type Nature = (typeof NATURES)[number];

const END_STEP = { duty: 'OVERDUE', own: 'OVERDUE', right: 'LAPSED', option: 'NOT_USED' } as const;

const termShape = {
  title: text,
  nature: z.enum(NATURES),
  dutyOf: text,
  owner: z.enum(['case', 'hearing', 'supervision']),
  start: startSchema,
  startAlternatives: z.array(startAlternativeSchema).optional(),
  length: lengthSchema.nullable(),
  given: givenSchema.nullable(),
  extension: extensionSchema,
  pause: pauseSchema,
  steps: z.array(warningSchema),
  validity: z.enum(['verified', 'unverified', 'own']),
  note: text.optional(),
  ...origin,
};

export const termSchema = z
  .strictObject(termShape)
  .refine((term) => !(term.length && term.given), { error: 'length and given exclude each other' })
  .refine((term) => term.steps.filter((step) => isEndStep(term.nature, step)).length === 1, {
    error: 'a term has exactly one end step: OVERDUE, LAPSED or NOT_USED, one day after the effective day',
  });

function isEndStep(nature: Nature, step: z.infer<typeof warningSchema>): boolean {
  return step.step === END_STEP[nature] && step.anchor === 'after_effective' && step.days === 1 && step.unit === 'day';
}
export type Length = z.infer<typeof lengthSchema>;
export type Extension = z.infer<typeof extensionSchema>;
export type Pause = z.infer<typeof pauseSchema>;
export type Warning = z.infer<typeof warningSchema>;
export type TermRule = z.infer<typeof termSchema>;
export type Given = z.infer<typeof givenSchema>;
