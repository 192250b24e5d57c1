import { describe, expect, it } from '@jest/globals';
import { Exit, Outcome, Stage } from '@sunshine/events';
import { exitName, nameOf, outcomeName, stageName } from './names.js';

describe('the name of a code', () => {
  it('is the word of officers for what this release knows', () => {
    const names = [...Stage.options.map(stageName), ...Exit.options.map(exitName), ...Outcome.options.map(outcomeName)];
    expect(names.filter((name) => name.startsWith('其他'))).toEqual([]);
    expect([stageName('accepted'), exitName('31(6)'), outcomeName('merged')]).toEqual(['已受理', '第三十一条第六项', '已并案']);
  });

  it('says of a code of a later release what it is one of, and the code', () => {
    expect([stageName('hearing'), exitName('31(7)'), outcomeName('heard')]).toEqual([
      '其他环节（hearing）',
      '其他途径（31(7)）',
      '其他结果（heard）',
    ]);
    expect(nameOf<string>({}, 'constructor', '其他方式')).toBe('其他方式（constructor）');
  });
});
