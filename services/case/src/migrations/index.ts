import { Case1710000000021 } from './1710000000021-case.js';

export const caseMigrations = [Case1710000000021];
