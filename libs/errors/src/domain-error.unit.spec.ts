import { describe, expect, it } from '@jest/globals';
import { DomainError, defineErrors, errorCatalogue } from './index.js';

const error = defineErrors({
  SAMPLE_TOO_LATE: { kind: 'RULE_BROKEN', text: '期限已于{day}届满' },
  SAMPLE_TOO_LONG: { kind: 'INVALID_INPUT', field: 'text', text: '过长' },
});

describe('a refusal', () => {
  it('carries code, kind, source and a text with its details filled in', () => {
    const refusal = error('SAMPLE_TOO_LATE', { source: '信访工作条例 34', details: { day: '2025-05-06' } });
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({
      code: 'SAMPLE_TOO_LATE',
      kind: 'RULE_BROKEN',
      source: '信访工作条例 34',
      message: '期限已于2025-05-06届满',
    });
  });

  it('leaves a place without a detail visible instead of printing undefined', () => {
    expect(error('SAMPLE_TOO_LATE').message).toBe('期限已于{day}届满');
  });

  it('names the field of its code, or the one that it is given', () => {
    expect(error('SAMPLE_TOO_LATE').field).toBeNull();
    expect(error('SAMPLE_TOO_LONG').field).toBe('text');
    expect(error('SAMPLE_TOO_LONG', { field: 'parts.1.text' }).field).toBe('parts.1.text');
    expect(error('SAMPLE_TOO_LONG', { field: null }).field).toBeNull();
  });

  it('stands in the catalogue of its process', () => {
    expect(errorCatalogue().get('SAMPLE_TOO_LATE')?.kind).toBe('RULE_BROKEN');
  });
});
