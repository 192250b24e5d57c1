import { describe, expect, it } from '@jest/globals';
import { namedIn } from './names.js';

const organs = [
  { id: 'gov', name: '明川市人民政府', shortName: '明政' },
  { id: 'assets', name: '明川市人民政府国有资产监督管理委员会', shortName: '明国资' },
  { id: 'housing', name: '明川市住房和城乡建设局', shortName: '明住建' },
  { id: 'donghu', name: '明川市东湖区住房和城乡建设局', shortName: '东住建' },
  { id: 'party', name: '中共明川市委员会', shortName: '明' },
];
const named = (text: string) => namedIn(text, organs).map(({ id, surely }) => `${id}${surely ? '' : '?'}`);

describe('names of organs in a text', () => {
  it('finds the full name and the short one, and nobody where none stands', () => {
    expect(named('明川市住房和城乡建设局局长张三')).toEqual(['housing']);
    expect(named('明住建一名科长')).toEqual(['housing']);
    expect(named('市住建局局长')).toEqual([]);
    expect(named('')).toEqual([]);
  });

  it('finds them however wide or spaced they were typed', () => {
    expect(named('明川市　住房和 城乡建设局')).toEqual(['housing']);
  });

  it('takes a short name of two characters for a doubt, and one of a single character for nothing', () => {
    expect(named('明政办公楼')).toEqual(['gov?']);
    expect(named('说明情况的人')).toEqual([]);
  });

  it('does not mean the organ whose name only stands inside a longer one, and does where it stands alone as well', () => {
    expect(named('明川市人民政府国有资产监督管理委员会主任')).toEqual(['assets']);
    expect(named('明川市人民政府国有资产监督管理委员会和明川市人民政府')).toEqual(['gov', 'assets']);
    expect(named('明川市东湖区住房和城乡建设局')).toEqual(['donghu']);
  });
});
