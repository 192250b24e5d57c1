import { PetitionersCompared } from '@sunshine/events';
import type { BusContext } from '@sunshine/messaging';
import { sql, type Statement } from '@sunshine/platform';

/** By keyed hashes of identity number, telephone, or name with address. Nobody is known behind a report or an anonymous filing; an agent is no petitioner. */
const common: Statement = {
  name: 'intake.common-petitioner',
  text: `select exists (
      select 1 from blind_index mine join blind_index other on other.digest = mine.digest and other.key_id = mine.key_id and other.field = mine.field
       where mine.petition_id = $1 and other.petition_id = $2 and mine.field <> 'agent'
    ) and not exists (select 1 from petition where id in ($1, $2) and (anonymous or kind = 'REPORT')) as common`,
};

interface Compared {
  readonly petitionId: string;
  readonly comparisonId: string;
  readonly earlierPetitionId: string;
}

/** Tells case whether two matters that a person has compared have a petitioner in common. */
export async function comparePetitioners({ tx, emit }: Pick<BusContext, 'tx' | 'emit'>, compared: Compared): Promise<void> {
  const { petitionId, comparisonId, earlierPetitionId } = compared;
  const [found] = await sql<{ common: boolean }>(tx, common, [petitionId, earlierPetitionId]);
  emit(petitionId, PetitionersCompared.create({ petitionId, comparisonId, common: found?.common ?? false }));
}
