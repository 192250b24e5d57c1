import { describe, expect, it } from '@jest/globals';
import { dueDate, nationalCalendar, nationalPacks, packNamed, type Term } from './index.js';

const calendar = nationalCalendar();

describe('the nine vectors of the rulebook', () => {
  const vectors: [pack: string, term: Term, start: string, extended: number, nominal: string, effective: string][] = [
    ['CN-2022', 'HANDLE', '2024-01-05', 0, '2024-03-05', '2024-03-05'],
    ['CN-2022', 'HANDLE', '2025-03-03', 0, '2025-05-02', '2025-05-06'],
    ['CN-2022', 'HANDLE', '2025-08-04', 0, '2025-10-03', '2025-10-09'],
    ['CN-2022', 'HANDLE', '2025-08-04', 30, '2025-11-02', '2025-11-03'],
    ['CN-2022', 'REVIEW_REQUEST', '2024-09-02', 0, '2024-10-02', '2024-10-08'],
    ['CN-2022', 'ROUTE', '2025-01-14', 0, '2025-01-29', '2025-02-05'],
    ['CN-2022', 'OBJECT', '2025-01-24', 0, '2025-02-07', '2025-02-07'],
    ['CN-2022', 'OBJECT', '2024-09-27', 0, '2024-10-10', '2024-10-10'],
    ['CN-2022', 'SIMPLE_HANDLE', '2025-09-26', 0, '2025-10-16', '2025-10-16'],
  ];
  it.each(vectors)('%s %s from %s extended %i ends %s, effectively %s', (pack, term, start, extended, nominalDue, effectiveDue) => {
    const due = dueDate({ pack: packNamed(nationalPacks(), pack), term, start, extended, calendar });
    expect(due).toMatchObject({ nominalDue, effectiveDue, provisional: false });
  });
});
