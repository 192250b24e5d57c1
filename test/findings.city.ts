import { organId } from '@sunshine/demo';
import { allRead, GraphError } from '@sunshine/infra';
import { Time } from '@sunshine/platform';
import { atRest, holdDay, world, type World } from './world.js';

/** What a registration answers. */
export interface FiledAtDesk {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
  readonly requests: readonly { readonly id: string }[];
  readonly petitioners: readonly { readonly id: string }[];
}

/** A claim of one petitioner, as it is filed. */
const ROOF = {
  summary: '屋面渗漏，请求维修',
  text: '顶层屋面渗漏，请求检修。',
  requests: [{ text: '检修屋面' }],
  petitioners: [{ name: '申某', phone: '19900001234', address: '东湖区演示路1号' }],
  peopleCount: 1,
  anonymous: false,
};

/** A node with the demo city's organs and people, asked as its accounts; the tests of the findings share it. */
export class FindingsCity {
  private constructor(
    private readonly world: World,
    private readonly begun: string,
  ) {}

  static async start(): Promise<FindingsCity> {
    const at = await world();
    return new FindingsCity(at, holdDay());
  }

  close(): Promise<void> {
    Time.shared.set(null);
    return this.world.close();
  }

  /** Today, Asia/Shanghai. */
  get today(): string {
    return this.world.node.services.case.time.today();
  }

  /** The instant that the node has. */
  get now(): Date {
    return Time.shared.now();
  }

  get address(): string {
    return this.world.node.url;
  }

  /** Sets the node's day (noon in Shanghai); null: that on which the tests began. Accounts sign in again. */
  setDay(day: string | null): void {
    holdDay(day ?? this.begun);
    this.world.client.signOutAll();
  }

  /** Waits until no step of a clock is due and every reader has read everything. */
  rest(): Promise<void> {
    return atRest(this.world.admin);
  }

  query<T>(account: string | null, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return this.world.client.query<T>(account, query, variables);
  }

  /** An act on petitions by its name; answers `fields` of what it returns. @throws GraphError where it is refused */
  async act<T = { id: string }>(account: string | null, name: string, input: object, fields = 'id'): Promise<T> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await this.query<Record<string, T>>(account, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, {
      input,
    });
    return answer[name] as T;
  }

  /** The code with which the act is refused; null where it is done. */
  refusal(account: string | null, name: string, input: object, fields = 'id'): Promise<string | null> {
    return this.act(account, name, input, fields).then(
      () => null,
      (error: unknown) => {
        if (error instanceof GraphError) return error.code;
        throw error;
      },
    );
  }

  /** The page of the portal that answers a form. */
  async page(path: string, form: Record<string, string>): Promise<string> {
    const { origin } = new URL(this.world.node.url);
    const headers = { 'sec-fetch-site': 'same-origin' };
    return (await fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form), headers })).text();
  }

  /** The id of a small scan that the account has uploaded. */
  scan(account: string, content: string): Promise<string> {
    return this.world.client.upload(account, content);
  }

  /** Fields of a petition as the account reads them, once every reader has read what was done to it. */
  async petition<T>(account: string, id: string, fields: string): Promise<T | null> {
    await allRead(this.world.admin);
    return (await this.query<{ petition: T | null }>(account, `query ($id: ID!) { petition(id: $id) { ${fields} } }`, { id })).petition;
  }

  /** A claim by letter at the city bureau's desk, received today, of one petitioner; `change` replaces fields. */
  async filed(change: Record<string, unknown> = {}, registrar = 'registrar.city'): Promise<FiledAtDesk> {
    const input = {
      channel: 'LETTER',
      kind: 'CLAIM',
      receivedOn: this.today,
      division: '990100',
      ...ROOF,
      ...change,
    };
    const fields = 'petition { id number requests { id } petitioners { id } } queryCode secret';
    const { petition, ...code } = await this.act<{
      petition: Omit<FiledAtDesk, 'queryCode' | 'secret'>;
      queryCode: string;
      secret: string;
    }>(registrar, 'registerPetition', input, fields);
    return { ...petition, ...code };
  }

  /** Transfers a matter from the city bureau to an organ of the demo city, by its name there (`housing.city`). */
  async routed(petitionId: string, organ: string): Promise<void> {
    await this.act('dispatcher.city', 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: organId(organ), reason: '属该单位职责' });
  }

  /** Housing hears the petitioner and looks at the place, as is owed before an opinion. */
  async inquired({ id: petitionId, petitioners }: Pick<FiledAtDesk, 'id' | 'petitioners'>): Promise<void> {
    const talk = { form: 'INTERVIEW', text: '本人陈述', readBack: true, signature: '本人签名', copyGiven: true };
    await this.act('handler.housing', 'recordInquiry', { petitionId, petitionerId: petitioners[0]?.id, ...talk });
    const visit = { form: 'SITE_VISIT', text: '查看现场', place: '六号楼屋面', people: '二人', findings: '防水层破损' };
    await this.act('handler.housing', 'recordInquiry', { petitionId, ...visit });
  }

  /** A filing on the portal, without account. */
  submitted(change: Record<string, unknown> = {}): Promise<{ queryCode: string; secret: string; number: string | null }> {
    const input = {
      kind: 'CLAIM',
      division: '990100',
      ...ROOF,
      ...change,
    };
    return this.act(null, 'submitPetition', input, 'queryCode secret number');
  }
}

/** Told by electronic way with the petitioner's consent. */
export const ELECTRONIC = { way: 'electronic', proof: { consent: '电话告知并同意电子送达' } } as const;
