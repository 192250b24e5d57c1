import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@sunshine/errors';
import { inShort, isDbFault } from './db-fault.js';

describe('whose fault an error is', () => {
  it.each(['08006', '53300', '57P01', '58030', '40P01', '40001', 'XX000'])('%s is the fault of the database', (code) => {
    expect(isDbFault(Object.assign(new Error('x'), { driverError: { code } }))).toBe(true);
  });

  it('so is a lost connection', () => {
    expect(isDbFault(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(true);
    expect(isDbFault(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isDbFault(Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' }))).toBe(true);
    expect(isDbFault(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false);
  });

  it.each(['23505', '22P02', '42P01', '57014', 'P0001'])('%s is the fault of the message', (code) => {
    expect(isDbFault(Object.assign(new Error('x'), { driverError: { code } }))).toBe(false);
  });

  it('a refusal of ours is the fault of the message, whatever its code begins with', () => {
    expect(isDbFault(new DomainError('ECONNREFUSED', 'CONFLICT', 'x'))).toBe(false);
    expect(inShort(new DomainError('EXIT_UNKNOWN', 'CONFLICT', '张三'))).toBe('DomainError EXIT_UNKNOWN');
  });
});
