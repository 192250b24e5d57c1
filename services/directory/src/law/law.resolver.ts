import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { calendarFor, type RulePack, type TermRule } from '@sunshine/procedure';
import { directoryError } from '../domain/directory.errors.js';
import { LawBook } from './law.service.js';
import { CalendarYear, PublishedCalendar, PublishedPack, type PackTerm } from './law.graph.js';

/** The law is public. */
@Resolver()
export class LawResolver {
  constructor(private readonly law: LawBook) {}

  @Query(() => [PublishedPack])
  async rulePacks(): Promise<PublishedPack[]> {
    return (await this.law.packs()).map(packOf);
  }

  @Query(() => [PublishedCalendar], { description: 'The newest revision of each' })
  async calendars(): Promise<PublishedCalendar[]> {
    const calendars = await this.law.calendars();
    return calendars.map(({ id, revision, hash, title, jurisdiction, source, years }) => ({
      id,
      revision,
      hash,
      title,
      jurisdiction,
      source,
      years: [...years],
    }));
  }

  @Query(() => CalendarYear)
  async calendar(
    @Args('year', { type: () => Int }) year: number,
    @Args('division', { type: () => String, nullable: true, description: 'Six digits; absent: the national calendar' })
    division: string | null,
  ): Promise<CalendarYear> {
    if (year < 1900 || year > 2999) throw directoryError('CALENDAR_YEAR_ABSURD');
    const calendar = calendarFor(await this.law.calendars(), division ?? 'CN');
    const days = calendar.days.filter(([day]) => day.startsWith(`${year}-`)).map(([day, kind, festival]) => ({ day, kind, festival }));
    return { year, published: calendar.years.includes(year), version: calendar.revision, days };
  }
}

/** A pack as the graph shows it. */
export function packOf(pack: RulePack): PublishedPack {
  const { id, revision, hash, title, jurisdiction, base, inForceFrom, inForceTo, validity, verifiedTo = null, source } = pack;
  const terms = Object.entries(pack.terms).map(([term, rule]) => termOf(term, rule));
  return { id, revision, hash, title, jurisdiction, base, inForceFrom, inForceTo, validity, verifiedTo, source, terms };
}

function termOf(term: string, rule: TermRule): PackTerm {
  const { title, nature, length, extension, pause, validity, source, mark } = rule;
  return {
    term,
    title,
    nature,
    length: length?.days ?? null,
    unit: length?.unit ?? null,
    extensionDays: extension.allowed ? extension.maxDays : null,
    pauseAllowed: pause.allowed,
    validity,
    source,
    mark,
  };
}
