// Pictures of the main screens into docs/screens/, from a node of its own with the demo city. node tools/screens.mjs
import { main } from './ensure-deps.mjs';
import { setUp } from './run.mjs';
import { jest, numbersOf } from './test.mjs';

await main(async () => {
  await setUp();
  const { code, result } = await jest(['--selectProjects', 'screens'], { env: { SCREENS: '1' } });
  const { passed, failed } = numbersOf(result);
  console.log(`${passed} screens, ${failed} failed`);
  return failed > 0 ? 1 : code;
});
