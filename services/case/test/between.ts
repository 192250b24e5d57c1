import type { Role } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { PlacedOrgan } from '../src/domain/routing/designation.js';
import { openCase, registered } from '../src/domain/opening.js';
import type { ClockFact, Decision, Given, Organ, PetitionState } from '../src/domain/petition.js';
import { confirmHandOver, handOverReport } from '../src/domain/routing/hand-over.js';
import { newRecord } from '../src/domain/records.js';
import { routePetition, type RoutePetition } from '../src/domain/routing/routing.js';
import {
  BUREAU,
  COUNTY_BUREAU,
  COURT,
  DISCIPLINE,
  HOUSING,
  PERSON,
  aRegistration,
  given,
  id,
  law,
  moved,
  paper,
  type SentRegistration,
} from './builders.js';

const CITY = '990100';
const COUNTY = '990102';
const organ = (letter: string, kind: Organ['kind'], name: string): Organ => ({
  id: id(letter),
  kind,
  name,
  shortName: name,
  closedOn: null,
  contactPhone: '0000-8800003',
});

export const GOVERNMENT = place(organ('g', 'government', '明川市人民政府'), CITY);
export const PARTY = place(organ('u', 'party_committee', '中共明川市委员会'), CITY);
export const COUNTY_GOVERNMENT = place(organ('v', 'government', '东湖区人民政府'), COUNTY, GOVERNMENT);
/** The organ tree as the directory has it: two tops, a city and a county under it. */
export const AT = {
  bureau: place(BUREAU, CITY, GOVERNMENT),
  housing: place(HOUSING, CITY, GOVERNMENT),
  labour: place(organ('l', 'department', '明川市人力资源和社会保障局'), CITY, GOVERNMENT),
  hospital: place(organ('i', 'institution', '明川市第一人民医院'), CITY, GOVERNMENT),
  estate: place(organ('e', 'institution', '明川市房屋管理所'), CITY, place(HOUSING, CITY, GOVERNMENT)),
  court: place(COURT, CITY),
  countyCourt: place(organ('w', 'court', '东湖区人民法院'), COUNTY, COUNTY_GOVERNMENT),
  countyBureau: place(COUNTY_BUREAU, COUNTY, COUNTY_GOVERNMENT),
  countyHousing: place(organ('j', 'department', '东湖区住房和城乡建设局'), COUNTY, COUNTY_GOVERNMENT),
  union: place(organ('n', 'mass_organisation', '明川市总工会'), CITY, PARTY),
  discipline: place(DISCIPLINE, CITY, PARTY),
};

/** The organ where the tree has it; as it is given, where the tree does not know it. */
export const placed = (one: Organ): PlacedOrgan => {
  const known = [...Object.values(AT), GOVERNMENT, COUNTY_GOVERNMENT, PARTY].find(({ id: own }) => own === one.id);
  return known ? { ...known, ...one } : place(one, CITY, GOVERNMENT);
};

export const WHO = {
  ...PERSON,
  secondDispatcher: id('p', 20),
  bureauHead: id('p', 21),
  registrar: id('p', 22),
  secondRegistrar: id('p', 23),
};

function place(one: Organ, division: string, above?: PlacedOrgan): PlacedOrgan {
  return { ...one, division, path: [...(above?.path ?? []), one.id] };
}

/** A matter on its way with the clocks as they stand. */
export class Matter {
  private constructor(
    readonly state: PetitionState,
    readonly clocks: readonly ClockFact[],
  ) {}

  static registered(change: Partial<SentRegistration> = {}): Matter {
    const state = registered(aRegistration(change));
    return new Matter(state, moved([], openCase(state, law.packOn(state.receivedOn)).clocks));
  }

  given(on: Day, by: string, organ: Organ, role: Role = 'HANDLER'): Given {
    return given(this.state, on, { clocks: this.clocks, by, organ, role });
  }

  after({ state, clocks }: Decision): Matter {
    return new Matter(state, moved(this.clocks, clocks));
  }

  with(change: Partial<PetitionState>): Matter {
    return new Matter({ ...this.state, ...change }, this.clocks);
  }

  /** Its organ has reported to the assigner. */
  reported(on: Day): Matter {
    const data = { report: '已达成和解', answer: null };
    const report = newRecord({ id: 'report', kind: 'assignmentReport', state: 'made', on, organId: this.state.organId, data });
    return this.with({ reportedOn: on, records: [...this.state.records, report] });
  }

  /** The bureau in charge sends it. */
  routed(to: Organ, on: Day, more: Omit<Partial<RoutePetition>, 'from'> & { by?: string; role?: Role; from?: Organ } = {}): Matter {
    const { by = WHO.dispatcher, role = 'DISPATCHER', from = BUREAU, ...command } = more;
    return this.after(
      routePetition(this.given(on, by, from, role), {
        kind: 'TRANSFER',
        to: placed(to),
        from: placed(from),
        reason: '属该单位职责',
        reportBy: null,
        points: [],
        toAccused: false,
        ...paper,
        documentId: id('x', Number(on.replaceAll('-', ''))),
        ...command,
      }),
    );
  }

  /** A report handed over by two people; one that answers under its own rules still has to receive it. */
  handedOver(to: Organ, on: Day): Matter {
    const by = (person: string, role: Role) => this.given(on, person, BUREAU, role);
    const proposal = {
      handOverId: id('m'),
      to,
      toAccused: false,
      authority: '属其管理',
      despiteAccused: null,
      cadreMatter: false,
      grave: false,
    };
    const proposed = this.after(handOverReport(by(WHO.dispatcher, 'DISPATCHER'), proposal));
    const notices = { organisationNotifiedOn: null, leadersNotifiedOn: null };
    const documentId = id('x', Number(on.replaceAll('-', '')));
    return proposed.after(
      confirmHandOver(proposed.given(on, WHO.bureauHead, BUREAU, 'HEAD'), { to, toAccused: false, ...notices, ...paper, documentId }),
    );
  }

  /** Running clocks as `TERM start..due of whom`. */
  running(): string[] {
    const names = new Map([...Object.values(AT), GOVERNMENT].map(({ id: organId, name }) => [organId, name]));
    return this.clocks
      .filter(({ ended }) => ended === null)
      .map(({ term, startedOn, effectiveDue, subject }) => `${term} ${startedOn}..${effectiveDue} ${names.get(subject ?? '') ?? subject}`)
      .sort();
  }

  ended(term: string): (string | null)[] {
    return this.clocks.filter((clock) => clock.term === term).map(({ ended }) => ended);
  }
}
