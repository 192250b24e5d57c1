import { expect } from '@jest/globals';
import { nationalPacks, packNamed } from '@sunshine/procedure';
import type { DeskAct, DeskPetition } from '../src/domain/desk-petition.js';

export const id = (n: number) => `0190a0b0-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const [BUREAU, OTHER, PETITION, PETITIONER, OFFICER, COLLEAGUE, FILE, VISIT] = [1, 2, 3, 4, 5, 6, 7, 8].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
export const ON = '2025-03-03';
export const NOW = `${ON}T08:00:00.000Z`;
export const pack = packNamed(nationalPacks(), 'CN-2022');
export const refusal = (code: string) => expect.objectContaining({ code });
export const at = (time: string, on = ON) => ({ at: `${on}T${time}:00.000Z`, on });

export const act = (more: Partial<DeskAct> = {}): DeskAct => ({
  actor: { kind: 'person', id: OFFICER },
  at: NOW,
  on: ON,
  recordedAt: NOW,
  correlationId: 'test',
  personId: OFFICER,
  organId: BUREAU,
  ...more,
});

export const petition = (more: Partial<DeskPetition> = {}): DeskPetition => ({
  id: PETITION,
  number: '990100-20250303-000001',
  kind: 'CLAIM',
  channel: 'VISIT',
  division: '990100',
  organId: BUREAU,
  receivedOn: ON,
  registeredOn: ON,
  postmarkOn: null,
  firstStampOn: null,
  summary: '小区供暖不足',
  text: '入冬以来室温一直低于标准。',
  peopleCount: 1,
  purpose: null,
  contentClass: null,
  anonymous: false,
  visitId: null,
  stage: 'registered',
  closedOn: null,
  ...more,
});
