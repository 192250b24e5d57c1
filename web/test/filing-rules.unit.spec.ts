import { describe, expect, it } from '@jest/globals';
import { fieldsOf, formOf } from '../src/portal/filing/form.js';
import { isResidentNumber } from '../src/portal/filing/resident-number.js';
import { keyOf, refusalsOf } from '../src/portal/filing/rules.js';

describe('the number of a resident identity card', () => {
  it.each([
    ['99010219900101123X', false],
    ['990102199001011231', false],
    ['11010519491231002X', true], // the example of the standard
    ['110105194912310029', false],
    ['440524188001010014', true], // the other one
    ['440524188001010041', false],
    ['11010519491231002x', false],
    ['110105491231002', true],
    ['11010549123100', false],
    ['1101051949123100', false],
    ['', false],
  ])('%s: %s', (number, right) => expect(isResidentNumber(number)).toBe(right));
});

describe('a form of filing', () => {
  const form = (more: [string, string][]) =>
    formOf([
      ['kind', 'CLAIM'],
      ['division', '990100'],
      ['summary', '概况'],
      ['text', '详细情况'],
      ['request', '诉求'],
      ['name', '申某'],
      ...more,
    ]);

  it('reads numbers in wide characters, and shows them narrow', () => {
    const read = form([
      ['idType', '111'],
      ['idNumber', '１１０１０５１９４９１２３１００２ｘ'],
      ['phone', '１３８００００００００'],
      ['peopleCount', '１２'],
      ['previousNumber', '９９０１００－２０２５０３０３－０００１２３'],
    ]);
    expect([read.petitioners[0]?.idNumber, read.petitioners[0]?.phone, read.peopleCount, read.previousNumber]).toEqual([
      '11010519491231002X',
      '13800000000',
      '12',
      '990100-20250303-000123',
    ]);
    expect([...refusalsOf(read)]).toEqual([]);
    expect(formOf(fieldsOf(read))).toEqual(read);
  });

  it.each([
    ['111', '110105194912310029', ['idNumber-0']],
    ['111', '1101051949123', ['idNumber-0']],
    ['111', '110105 19491231 002X', []],
    ['111', '', []],
    ['414', 'E12345678', []],
  ])('of paper %s with number "%s" is refused at %j', (idType, idNumber, fields) =>
    expect([
      ...refusalsOf(
        form([
          ['idType', idType],
          ['idNumber', idNumber],
        ]),
      ).keys(),
    ]).toEqual(fields),
  );
});

describe('a refusal of the graph', () => {
  // The first row of each list is blank, so that what is sent first stands second in the form.
  const form = formOf([
    ['kind', 'CLAIM'],
    ['request', ''],
    ['request', '诉求'],
    ['name', ''],
    ['name', '申某'],
    ['respondentOrgan', ''],
    ['respondentText', ''],
    ['respondentOrgan', '0190a0b0-0000-7000-8000-000000000001'],
    ['respondentText', '某公司'],
  ]);

  it.each([
    ['input.summary', 'summary'],
    ['input.organId', 'organId'],
    ['input.requests', 'request-1'],
    ['input.requests.0.text', 'request-1'],
    ['input.petitioners', 'name-1'],
    ['input.petitioners.0.idNumber', 'idNumber-1'],
    ['input.petitioners.0.representative', 'name-1'],
    ['input.petitioners.0.guardian.relation', 'guardianRelation-1'],
    ['input.petitioners.0.guardian.name', 'guardianName-1'],
    ['input.respondent.1.text', 'respondentText-1'],
    ['input.agent.name', 'agentName'],
    ['input.agent.mandateFileId', 'mandateFile'],
    ['input.attachments.3', 'files'],
    ['input.channel', 'form'],
    [undefined, 'form'],
  ])('that names %s is told at %s', (field, key) => expect(keyOf(field, form)).toBe(key));
});
