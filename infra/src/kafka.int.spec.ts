import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@sunshine/testing';
import { classPathOf, clusterId, fetchJars, format, kafkaLacks } from './kafka.js';

const lacks = await kafkaLacks();
const withKafka = lacks && process.env['CI'] !== 'true' ? describe.skip : describe;

describe('a cluster id', () => {
  it('is made again when it begins with the sign of an option: 100 such draws, none used', () => {
    for (let draw = 0; draw < 100; draw += 1) {
      const first = (0xf8 + (draw % 4)).toString(16); // the bytes that base64url writes with `-` in front
      const refused = `${first}${randomUUID().slice(2)}`;
      expect(Buffer.from(refused.replaceAll('-', ''), 'hex').toString('base64url')).toMatch(/^-/);
      const draws = [refused, randomUUID().replace(/^../, '00')];
      const id = clusterId(() => draws.shift()!);
      expect(id).toMatch(/^[\w][\w-]{21}$/);
      expect(draws).toEqual([]);
    }
  });
});

withKafka('the files of a broker', () => {
  it('are refused with what the tool said, not only that it failed', async () => {
    expect(lacks).toBeNull();
    const folder = temporaryFolder();
    const properties = join(folder, 'server.properties');
    await writeFile(properties, `node.id=1\nlog.dirs=${join(folder, 'data')}\n`);
    const refusal = await format(await classPathOf(await fetchJars()), properties, '-bMCX6VVQ1eG0FvLxNmc3A').catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'KafkaRefusal', message: expect.stringMatching(/could not make its files in .*: .*argument/) });
  }, 180_000); // the jars may have to be fetched
});
