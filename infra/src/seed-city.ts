import { directory, seedDirectory } from '@sunshine/directory';
import { hostService } from '@sunshine/platform';
import type { HostedService } from '@sunshine/platform';
import { demoCity } from './demo/city.js';
import type { Prepared } from './prepare.js';

/** Before the oldest matter that a replay may bring. */
const CITY_SINCE = '2000-01-01';

/** Organs, people and roles of the demo city; what is there already stays as it is. */
export const seedCity = (service: HostedService) => seedDirectory(service.app, { ...demoCity, validFrom: CITY_SINCE });

/** As `seedCity`, for a node whose directory runs in another process. */
export async function seedCityOf(database: Prepared): Promise<void> {
  const service = await hostService(directory, database.env('directory'), { bus: false });
  try {
    await seedCity(service);
  } finally {
    await service.close();
  }
}
