import { afterAll, beforeAll, describe } from '@jest/globals';
import { accused } from './leak-matrix.accused.js';
import { cells } from './leak-matrix.cells.js';
import { LeakCity } from './leak-matrix.city.js';
import { holders } from './leak-matrix.holders.js';

let city: LeakCity;
beforeAll(async () => {
  city = await LeakCity.start();
}, 180_000);
afterAll(() => city.close());

describe('the leak matrix', () => cells(() => city));

describe('of a report that accuses them, the people of the unit learn nothing:', () => accused(() => city));

describe('whoever holds a query code and its secret', () => holders(() => city));
