const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** Natural days from today in Asia/Shanghai to a day `YYYY-MM-DD`; negative once it has passed. */
export const daysUntil = (day: string, now = new Date()): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${TODAY.format(now)}T00:00:00Z`)) / 86_400_000);
