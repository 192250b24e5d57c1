import type { Matter } from '@sunshine/envelope';
import type { PetitionKind } from '@sunshine/events';
import type { PetitionerFields } from '../domain/registration/registration.js';

/** A petition as it was registered, opened for the node to which it is handed over. */
export interface RegisteredMatter {
  readonly number: string;
  readonly kind: PetitionKind;
  readonly channel: string;
  readonly purpose: string | null;
  readonly contentClass: string | null;
  readonly summary: string;
  readonly text: string;
  readonly requests: readonly string[];
  /** Asia/Shanghai. */
  readonly receivedOn: string;
  /** UTC. */
  readonly registeredAt: Date;
  readonly peopleCount: number;
  readonly anonymous: boolean;
  readonly staffConduct: boolean;
  readonly previousNumber: string | null;
  readonly registeringOrgan: { readonly id: string; readonly name: string } | null;
  readonly respondents: readonly string[];
  /** Of a report. */
  readonly accused: readonly string[];
  readonly petitioners: readonly PetitionerFields[];
  readonly attachments: NonNullable<Matter['attachments']>;
}

const said = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '')) as Fields;

/** What another node is told of a matter: what Art 19 asks for, and nothing of a profile. An anonymous one has no petitioners. @source 信访工作条例 19 */
export function matterOf(of: RegisteredMatter): Matter {
  const { purpose, contentClass, registeringOrgan, previousNumber, petitioners } = of;
  return said({
    number: of.number,
    kind: of.kind,
    channel: { code: of.channel },
    purpose: purpose === null ? undefined : { code: purpose },
    contentClass: contentClass === null ? undefined : { code: contentClass },
    summary: of.summary,
    text: of.text,
    requests: of.requests.map((text) => ({ text })),
    receivedOn: of.receivedOn,
    registeredAt: of.registeredAt.toISOString(),
    registeringOrgan: registeringOrgan ? { name: registeringOrgan.name, code: registeringOrgan.id } : undefined,
    petitioners: of.anonymous
      ? undefined
      : petitioners.map(({ name, address, phone, idType, idNumber, representative }) =>
          said({
            name: name ?? undefined,
            address: address ?? undefined,
            phone: phone ?? undefined,
            idType: idType ? { code: idType } : undefined,
            idNumber: idNumber ?? undefined,
            representative: representative ?? undefined,
          }),
        ),
    peopleCount: of.peopleCount,
    anonymous: of.anonymous,
    joint: of.petitioners.length > 1,
    staffConduct: of.staffConduct,
    repeat: previousNumber === null ? undefined : { repeated: true, earlierNumber: previousNumber },
    accused: of.accused.length === 0 ? undefined : of.accused.map((text) => ({ text })),
    respondents: of.respondents.length === 0 ? undefined : of.respondents.map((text) => ({ text })),
    attachments: of.attachments.length === 0 ? undefined : of.attachments,
  });
}
