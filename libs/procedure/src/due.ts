#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defineErrors, isDomainError } from '@sunshine/errors';
import { builtInPacks, nationalCalendar } from './built-in.js';
import { calendarNamed, packNamed } from './choice.js';
import { dueDate } from './due-date.js';
import type { Span } from './explanation.js';
import type { Term } from './pack-terms.js';

const usageError = defineErrors({
  OPTION_MISSING: { kind: 'INVALID_INPUT', text: '缺少{option}' },
  OPTION_UNKNOWN: { kind: 'INVALID_INPUT', text: '{reason}' },
  OPTION_MALFORMED: { kind: 'INVALID_INPUT', text: '{option}的值“{value}”无效' },
  LINE_MALFORMED: { kind: 'INVALID_INPUT', text: '该行不是JSON对象' },
  FILE_UNREADABLE: { kind: 'NOT_FOUND', text: '无法读取文件{file}' },
});

const USAGE =
  'due --pack CN-2022 --term HANDLE --start 2025-03-03 [--extended 30] [--paused 2025-03-10..2025-03-14]... [--calendar CN] | due --batch FILE';
const FIELDS = ['pack', 'term', 'start', 'extended', 'paused', 'calendar'] as const;

/** One request as it stands on a line of a batch; the options of the command make the same object. */
function answer(request: Readonly<Record<string, unknown>>, defaultCalendar: string) {
  for (const field of Object.keys(request)) {
    if (!FIELDS.some((known) => known === field)) throw usageError('OPTION_UNKNOWN', { details: { reason: `未知的字段${field}` } });
  }
  const pack = textOf(request, 'pack');
  const term = textOf(request, 'term');
  const start = textOf(request, 'start');
  const extended = daysOf(request['extended']);
  const paused = spansOf(request['paused']);
  const calendar = request['calendar'] === undefined ? defaultCalendar : textOf(request, 'calendar');
  const due = dueDate({
    pack: packNamed(builtInPacks(), pack),
    term: term as Term,
    start,
    extended,
    paused: paused.map(spanOf),
    calendar: calendarNamed([nationalCalendar()], calendar),
  });
  return {
    pack,
    term,
    start,
    extended,
    paused,
    nominalDue: due.nominalDue,
    effectiveDue: due.effectiveDue,
    provisional: due.provisional,
    source: due.source,
    explanation: due.explanation.map(({ step, to, source, text }) => ({ step, to, source, text })),
  };
}

function textOf(request: Readonly<Record<string, unknown>>, option: string): string {
  const value = request[option];
  if (value === undefined || value === null || value === '') throw usageError('OPTION_MISSING', { details: { option } });
  if (typeof value !== 'string') throw malformed(option, value);
  return value;
}

function daysOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  const days = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof days !== 'number') throw malformed('extended', value);
  return days;
}

function spansOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((span) => {
    if (typeof span !== 'string' || span.split('..').length !== 2) throw malformed('paused', span);
    return span;
  });
}

function spanOf(span: string): Span {
  const [from, to] = span.split('..') as [string, string];
  return { from, to };
}

function malformed(option: string, value: unknown) {
  return usageError('OPTION_MALFORMED', { details: { option, value: (JSON.stringify(value) ?? String(value)).slice(0, 60) } });
}

function batchLine(line: string, number: number, defaultCalendar: string): { output: object; failed: boolean } {
  try {
    return { output: answer(objectOf(line), defaultCalendar), failed: false };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { output: { line: number, error: { code: error.code, message: error.message } }, failed: true };
  }
}

function objectOf(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw usageError('LINE_MALFORMED');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw usageError('LINE_MALFORMED');
  return value as Record<string, unknown>;
}

/** The text of the batch file without byte order mark and last line end. */
function batchLines(file: string): string[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw usageError('FILE_UNREADABLE', { details: { file } });
  }
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        pack: { type: 'string' },
        term: { type: 'string' },
        start: { type: 'string' },
        extended: { type: 'string' },
        paused: { type: 'string', multiple: true },
        calendar: { type: 'string' },
        batch: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : String(cause);
    throw usageError('OPTION_UNKNOWN', { details: { reason } });
  }
}

function run(args: string[]): number {
  const { batch, help, ...request } = options(args);
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (batch === undefined) {
    process.stdout.write(`${JSON.stringify(answer(request, 'CN'))}\n`);
    return 0;
  }
  const unused = (['pack', 'term', 'start', 'extended', 'paused'] as const).find((option) => request[option] !== undefined);
  if (unused) throw usageError('OPTION_UNKNOWN', { details: { reason: `--batch不能与--${unused}同用` } });
  const results = batchLines(batch).map((line, index) => batchLine(line, index + 1, request.calendar ?? 'CN'));
  process.stdout.write(results.map(({ output }) => `${JSON.stringify(output)}\n`).join(''));
  return results.some(({ failed }) => failed) ? 2 : 0;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!isDomainError(error)) throw error;
  process.stderr.write(`${error.code}: ${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = 2;
}
