import { expect } from '@jest/globals';

const isTemporal = (value: unknown): value is { toString(): string } =>
  typeof value === 'object' && value !== null && String(Object.prototype.toString.call(value)).startsWith('[object Temporal.');

// The polyfill keeps its fields in slots, so a structural comparison calls any two Temporal values equal.
expect.addEqualityTesters([(a: unknown, b: unknown) => (isTemporal(a) && isTemporal(b) ? String(a) === String(b) : undefined)]);
