import type { Provider } from '@nestjs/common';
import { DeskResolver, QueryCodeResolver, RegistrationNoticesResolver, SameLetterResolver } from './acts.resolver.js';
import { DeskActReads } from './desk-acts.reads.js';
import { DeskDays } from './desk-day.js';
import { DeskReads } from './desk.reads.js';
import { DeskPetitionResolver, TrackedDeskResolver, VisitResolver } from './desk.resolver.js';
import { DeskRunner } from './desk.runner.js';
import { DeskSeal } from './desk.seal.js';
import { EarlierTexts } from './earlier.js';
import { HolderActs } from './holders.acts.js';
import { MemberActs } from './members.acts.js';
import { LawReads } from './law.reads.js';
import { RecordActs } from './record.acts.js';
import { SameLetterActs } from './same-letter.acts.js';
import { UrgentActs } from './urgent.acts.js';
import { VisitActs } from './visits.acts.js';

/** The acts of the desk, and what of them is read. */
export const deskProviders: Provider[] = [
  DeskSeal,
  EarlierTexts,
  DeskRunner,
  DeskReads,
  DeskActReads,
  DeskDays,
  LawReads,
  RecordActs,
  VisitActs,
  HolderActs,
  MemberActs,
  SameLetterActs,
  UrgentActs,
  DeskPetitionResolver,
  TrackedDeskResolver,
  VisitResolver,
  DeskResolver,
  QueryCodeResolver,
  SameLetterResolver,
  RegistrationNoticesResolver,
];
