/** By day a property is tried this many times less than at night: what one try in a hundred finds is still found within days. */
const BY_DAY = 5;

/** Whether all is tried, as by `npm run test:nightly`. */
export const atFullDepth: boolean = process.env['TEST_DEPTH'] === 'full';

/**
 * How often a property is tried: `atNight` times by `npm run test:nightly` (`TEST_DEPTH=full`), a fifth of it otherwise. For properties
 * that ask a database or a broker; those that only compute keep their number.
 */
export const tries = (atNight: number): number => (atFullDepth ? atNight : Math.ceil(atNight / BY_DAY));
