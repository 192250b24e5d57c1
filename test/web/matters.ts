import { organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import type { World } from '../world.js';

const REGISTER =
  'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id number requests { id } petitioners { id } } } }';

export interface Made {
  readonly id: string;
  readonly number: string;
}

/** Claims of a spec, made through the graph by the demo city's people. */
export class Matters {
  constructor(private readonly city: World) {}

  /** A claim at the city bureau. */
  async filed(more: object = {}): Promise<Made> {
    const { registerPetition } = await this.city.client.query<{ registerPetition: { petition: Made } }>('registrar.city', REGISTER, {
      input: {
        channel: 'LETTER',
        kind: 'CLAIM',
        receivedOn: Time.shared.today(),
        division: '990100',
        summary: '小区电梯停运要求修复',
        text: '三号楼电梯停运两个月，老人上下楼困难，请求修复。',
        requests: [{ text: '修复三号楼电梯' }],
        petitioners: [
          { name: '申甲', phone: '13900000001', representative: true },
          { name: '申乙', phone: '13900000002' },
        ],
        peopleCount: 2,
        anonymous: false,
        ...more,
      },
    });
    return registerPetition.petition;
  }

  /** An act through the graph. */
  act(account: string, name: string, petitionId: string, input: object = {}): Promise<unknown> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return this.city.client.query(account, `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`, {
      input: { petitionId, ...input },
    });
  }

  /** A claim that the housing bureau has received. */
  async routed(by = 'dispatcher.city'): Promise<Made> {
    const made = await this.filed();
    await this.act(by, 'routePetition', made.id, {
      kind: 'TRANSFER',
      toOrganId: organId('housing.city'),
      reason: '属住建部门职责',
    });
    return made;
  }
}
