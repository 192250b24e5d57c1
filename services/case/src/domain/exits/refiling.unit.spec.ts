import { describe, expect, it } from '@jest/globals';
import { HOUSING, PERSON, given, id, paper, refusal, sent } from '../../../test/builders.js';
import { facts, comparison, command, bureau, atOrgan, earlier, by } from '../../../test/refusing.js';
import type { PetitionState } from '../petition.js';
import { confirmRefusal, refusalPaper, refuseRefiling, type RefusalFacts, type Refuse } from './refusal.js';
import { latestRecord, recordsOf } from '../records.js';

describe('not accepting any more', () => {
  const after = {
    earlier: [...earlier('2023-01-09'), { number: '明政复查〔2023〕1号', servedOn: '2023-05-08' }],
    rereviewFileId: id('f', 1),
    help: '继续提供临时救助',
  };
  const state = atOrgan({ records: [comparison] });

  it.each(['bureau', 'organ'] as const)('rests on a person’s comparison of facts and reasons, also at a %s', (at) => {
    const base = at === 'bureau' ? bureau() : atOrgan();
    const refuse = (records: PetitionState['records'], change: Partial<Refuse> = after) =>
      refusal(() =>
        refuseRefiling(by({ pack: 'CN-2022', at }, { ...base, records }), command('after_rereview_same_facts', change), facts()),
      );
    expect(refuse([comparison])).toBe('no refusal');
    expect(refuse([])).toBe('REFUSAL_COMPARISON_MISSING');
    expect(refuse([{ ...comparison, state: 'new' }])).toBe('REFUSAL_COMPARISON_MISSING');
    expect(refuse([comparison], {})).toBe('REFUSAL_EARLIER_MISSING');
    expect(refuse([comparison], { ...after, rereviewFileId: null })).toBe('REFUSAL_REREVIEW_MISSING');
  });

  it('needs no scan where the register has the served 复核 opinion, and names it by its own number', () => {
    const rereview = { number: '晴政信访〔2024〕2号', servedOn: '2024-09-02' };
    const invented = { number: '明住建信访〔2026〕9999号', servedOn: '2024-08-01' };
    const change = { ...after, earlier: [invented], rereviewFileId: null };
    const proposal = refuseRefiling(given(state, '2025-03-10'), command('after_rereview_same_facts', change), facts({ rereview }));
    expect(recordsOf(proposal.state, 'refusal').at(-1)?.data.earlier).toEqual([invented, rereview]);
    const confirm = (found: RefusalFacts) =>
      refusal(() =>
        confirmRefusal(
          given(proposal.state, '2025-03-11', { by: PERSON.checker }),
          { refusalId: id('n', 1), rereviewRead: false, ...sent, ...paper },
          found,
        ),
      );
    expect(confirm(facts({ rereview }))).toBe('no refusal');
    expect(confirm(facts())).toBe('REFUSAL_REREVIEW_MISSING');
  });

  it('goes out when the second reader has read the 复核 opinion', () => {
    const proposal = refuseRefiling(given(state, '2025-03-10'), command('after_rereview_same_facts', after), facts());
    const read = (rereviewRead: boolean) =>
      refusal(() =>
        confirmRefusal(
          given(proposal.state, '2025-03-11', { by: PERSON.checker }),
          { refusalId: id('n', 1), rereviewRead, ...sent, ...paper },
          facts(),
        ),
      );
    expect(read(false)).toBe('REFUSAL_REREVIEW_NOT_READ');
    expect(read(true)).toBe('no refusal');
  });

  it('tells the earlier opinions, who compared, what is new, the help that goes on and that courts are open', () => {
    const proposal = refuseRefiling(given(state, '2025-03-10'), command('after_rereview_same_facts', after), facts());
    expect(refusalPaper(proposal.state)).toBe('REFILING_REFUSAL');
    const { papers, state: refused } = confirmRefusal(
      given(proposal.state, '2025-03-11', { by: PERSON.checker }),
      { refusalId: id('n', 1), rereviewRead: true, ...sent, ...paper },
      facts(),
    );
    expect(refused.outcome).toBe('refused_refiling');
    expect(latestRecord(refused, 'refusal')?.data.comparedBy).toBe(PERSON.checker);
    expect(papers).toMatchObject([
      {
        kind: 'REFILING_REFUSAL',
        body: {
          parts: {
            earlierOpinions: after.earlier,
            helpOpen: '继续提供临时救助',
            whatIsNew: '新的证据、新的事实或者新的请求',
            courtsOpen: '不影响您依法起诉、申请行政复议、仲裁',
            sameFacts: { organ: HOUSING.name },
          },
        },
      },
    ]);
  });
});
