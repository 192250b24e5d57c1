import pg from 'pg';

process.env.TZ ??= 'UTC';
// A date column is a day, never an instant: pg would make a local midnight of it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
