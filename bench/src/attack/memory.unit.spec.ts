import { describe, expect, it } from '@jest/globals';
import { megabytesOf, rowOf, treeOf } from './memory.js';

const row = (pid: number, parent: number, name = 'node') => ({ pid, parent, name });

describe('the processes of a node', () => {
  it('are its own and all below it', () => {
    expect(treeOf([row(1, 0, 'init'), row(10, 1), row(11, 10), row(12, 11, 'cleaner'), row(20, 1)], 10).sort()).toEqual([10, 11, 12]);
  });

  it('are not its database and broker, nor what those started', () => {
    expect(treeOf([row(10, 1), row(11, 10, 'postgres'), row(12, 11, 'postgres'), row(13, 10, 'java'), row(14, 12)], 10)).toEqual([10]);
  });

  it('are none when it has ended', () => {
    expect(treeOf([row(11, 10)], 10)).toEqual([]);
  });

  it('are read with names that hold blanks and brackets', () => {
    expect(rowOf('4711 (a) (b c) S 12 4711 4711 0 -1')).toEqual({ pid: 4711, parent: 12, name: 'a) (b c' });
  });
});

describe('memory of a process', () => {
  const status = 'Name:\tnode\nVmPeak:\t  900000 kB\nVmHWM:\t  409600 kB\nVmRSS:\t  204800 kB\nThreads:\t11\n';

  it('is what it holds, or held at most, in MB', () => {
    expect([megabytesOf(status, 'VmRSS'), megabytesOf(status, 'VmHWM')]).toEqual([200, 400]);
  });

  it('is nothing for one that is ending and has given all back', () => {
    expect(megabytesOf('Name:\tnode\nState:\tZ (zombie)\n', 'VmRSS')).toBe(0);
  });
});
