import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { life, loadCity, organId } from '@sunshine/demo';
import { GraphError } from '@sunshine/infra';
import { world, type World } from './world.js';

const PURPOSE = '打印并送达信访人';
const NAMES = ['试甲', '试乙'];

interface Paper {
  id: string;
  kind: string;
  number: string | null;
  hash: string;
  body: string | null;
  html: string | null;
  receipt: string | null;
  prints: { line: number }[];
}

describe.each(['in-process', 'http'] as const)('papers as pages, services %s', (transport) => {
  let at: World;
  let claim: string;
  let report: string;

  /** The papers that have a number. A form of the file has none: 信访登记表 shows names, telephone and address to whoever opens it. */
  const papers = async (account: string, petitionId: string, fields: string, variables: Record<string, unknown> = {}): Promise<Paper[]> => {
    const types = Object.keys(variables).map((name) => `, $${name}: String`);
    const { petition } = await at.client.query<{ petition: { documents: Paper[] } }>(
      account,
      `query ($id: ID!${types.join('')}) { petition(id: $id) { documents { id kind number ${fields} } } }`,
      { id: petitionId, ...variables },
    );
    return petition.documents.filter(({ number }) => number !== null);
  };
  const refusal = async (call: () => Promise<unknown>): Promise<string> =>
    call().then(
      () => 'no refusal',
      (error: unknown) => (error as GraphError).code,
    );
  const openings = async (petitionId: string): Promise<number> => {
    const { rows } = await at.admin.query<{ n: number }>('select count(*)::int n from intake.sealed_opening where petition_id = $1', [
      petitionId,
    ]);
    return rows[0]!.n;
  };
  const today = () => at.node.services.case.time.today();

  async function register(kind: 'CLAIM' | 'REPORT'): Promise<string> {
    const input = {
      channel: 'LETTER',
      kind,
      receivedOn: today(),
      division: '990100',
      summary: kind === 'REPORT' ? '反映某工程存在问题' : '反映<b>外墙</b>渗水',
      text: '请依法处理。',
      requests: [{ text: kind === 'REPORT' ? '请查处' : '维修<script>外墙</script>' }],
      petitioners: NAMES.map((name) => ({ name, phone: '13900000001', address: '演示路1号' })),
      peopleCount: 2,
      anonymous: false,
      ...(kind === 'REPORT' && { accused: [{ organId: organId('labour.city') }] }),
    };
    const { registerPetition } = await at.client.query<{ registerPetition: { petition: { id: string } } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
      { input },
    );
    const { id } = registerPetition.petition;
    if (kind === 'REPORT') {
      const two = async (account: string, name: string, more: object) =>
        at.client.query(
          account,
          `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`,
          { input: { petitionId: id, ...more } },
        );
      await two('dispatcher.city', 'handOverReport', {
        toOrganId: organId('housing.city'),
        authority: '属其管理',
        cadreMatter: false,
        grave: false,
      });
      await two('head.bureau.city', 'confirmHandOver', {});
      return id;
    }
    const routing = { petitionId: id, kind: 'TRANSFER', toOrganId: organId('housing.city'), reason: '属该单位职责' };
    await at.client.query('dispatcher.city', 'mutation ($input: RoutePetitionInput!) { routePetition(input: $input) { id } }', {
      input: routing,
    });
    return id;
  }

  beforeAll(async () => {
    at = await world({ transport });
    [claim, report] = [await register('CLAIM'), await register('REPORT')];
  }, 120_000);
  afterAll(() => at.close());

  it('hand out the content whose SHA-256 is the hash, and a page made of it', async () => {
    const served = await life({
      client: at.client,
      city: loadCity,
      department: loadCity.departments[0]!,
      today: today(),
      tag: 'paper',
      until: 'serve',
    });
    const all = await papers('handler.housing', served, 'hash body html');
    expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ACCEPTANCE', 'OPINION']));
    for (const { body, hash, html, number } of all) {
      expect(createHash('sha256').update(body!, 'utf8').digest('hex')).toBe(hash);
      expect(html).toMatch(/^<!doctype html>/);
      expect(html).toContain(number);
    }
  });

  it('name the petitioners masked, whoever reads, and escape what they wrote', async () => {
    const [slip] = await papers('handler.housing', claim, 'html');
    expect(slip!.html).toContain('试*、试*');
    for (const name of NAMES) expect(slip!.html).not.toContain(name);
    expect(slip!.html).toContain('反映&lt;b&gt;外墙&lt;/b&gt;渗水');
    expect(slip!.html).toContain('明川市信访局');
    expect(await openings(claim)).toBe(0);
  });

  it('show an opinion in writing as it would go out, marked 草稿, names masked, to the organ in charge alone', async () => {
    const drafted = await life({
      client: at.client,
      city: loadCity,
      department: loadCity.departments[0]!,
      today: today(),
      tag: 'draft',
      until: 'draft',
    });
    const preview = async (account: string, purpose: string | null = null) =>
      (
        await at.client.query<{ petition: { opinion: { preview: string | null } | null } }>(
          account,
          'query ($id: ID!, $purpose: String) { petition(id: $id) { opinion { preview(purpose: $purpose) } } }',
          { id: drafted, purpose },
        )
      ).petition.opinion;
    const masked = (await preview('handler.housing'))?.preview;
    expect(masked).toMatch(/^<!doctype html>/);
    expect(masked).toContain('<div class="void">草稿</div>');
    expect(masked).toContain('信访事项处理意见书');
    expect(await preview('dispatcher.city')).toBeNull();
    const full = (await preview('handler.housing', PURPOSE))?.preview;
    expect(full).not.toBe(masked);
  });

  it('name them in full by the right to open, with a purpose, each opening on record', async () => {
    const [slip] = await papers('handler.housing', claim, 'html(purpose: $purpose)', { purpose: PURPOSE });
    expect(slip!.html).toContain('试甲、试乙');
    const { rows } = await at.admin.query<{ field: string; purpose: string }>(
      'select field, purpose from intake.sealed_opening where petition_id = $1',
      [claim],
    );
    // Both petitioners, on the slip and on the form of the file.
    expect(rows.map(({ field }) => field).sort()).toEqual(['address', 'address', 'name', 'name', 'name', 'name', 'phone', 'phone']);
    expect(new Set(rows.map(({ purpose }) => purpose))).toEqual(new Set([PURPOSE]));
  });

  it('refuse a purpose without the right, and the right without a purpose', async () => {
    const before = await openings(claim);
    const page = (account: string, purpose: string) => refusal(() => papers(account, claim, 'html(purpose: $purpose)', { purpose }));
    for (const account of ['checker.housing', 'issuer.housing', 'dispatcher.city'])
      expect(await page(account, PURPOSE)).toBe('ACT_NOT_YOURS');
    expect(await page('handler.housing', '看看')).toBe('OPENING_PURPOSE_MISSING');
    expect(await openings(claim)).toBe(before);
  });

  it('show nothing of a report without that right, and its sealed text with it', async () => {
    const [slip] = await papers('handler.housing', report, 'html receipt');
    expect(slip).toMatchObject({ html: null, receipt: null });
    expect(await refusal(() => papers('checker.housing', report, 'html(purpose: $purpose)', { purpose: PURPOSE }))).toBe('ACT_NOT_YOURS');
    const [opened] = await papers('handler.housing', report, 'html(purpose: $purpose)', { purpose: PURPOSE });
    expect(opened!.html).toContain('反映某工程存在问题');
    // The slip names the reporter masked, whoever renders it.
    for (const name of NAMES) expect(opened!.html).not.toContain(name);
  });

  it('come with a receipt to sign for each petitioner', async () => {
    const [slip] = await papers('handler.housing', claim, 'receipt number');
    expect(slip!.receipt!.match(/<h1>送达回证<\/h1>/g)).toHaveLength(2);
    expect(slip!.receipt).toContain(slip!.number);
    expect(slip!.receipt).not.toContain('试甲');
  });

  it('are printed by one act: a line of the seal register, and the page', async () => {
    const [slip] = await papers('dispatcher.city', claim, 'prints { line }');
    const print = (reason: string | null) =>
      at.client.query<{ printDocument: Paper }>(
        'dispatcher.city',
        'mutation ($input: PrintDocumentInput!) { printDocument(input: $input) { html prints { line } } }',
        { input: { documentId: slip!.id, copies: 2, reason } },
      );
    const { printDocument } = await print(null);
    expect(printDocument.prints).toEqual([{ line: 1 }]);
    expect(printDocument.html).toContain(slip!.number);
    expect(await refusal(() => print(null))).toBe('REPRINT_REASON_MISSING');
    expect((await print('原件污损')).printDocument.prints).toEqual([{ line: 1 }, { line: 2 }]);
  });

  it('out of use are printed as such, beside the paper in their place', async () => {
    const [slip] = await papers('dispatcher.city', claim, '');
    const input = { kind: slip!.kind, number: slip!.number, reason: '重号' };
    await at.client.query(
      'head.bureau.city',
      'mutation ($input: VoidDocumentNumberInput!) { voidDocumentNumber(input: $input) { state } }',
      { input },
    );
    const [out, again] = await papers('dispatcher.city', claim, 'html');
    expect(out!.html).toContain('本文书已作废。原因：重号');
    expect(again!.html).not.toContain('作废');
    expect(again!.number).not.toBe(out!.number);
  });
});
