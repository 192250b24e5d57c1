import { ArrivalActs } from './arrivals.acts.js';
import { ArrivalReads } from './arrivals.reads.js';
import { ArrivalResolver } from './arrivals.resolver.js';
import { Arrivals } from './arrivals.js';
import { ArrivedSeal } from './arrived.seal.js';
import { Arriving } from './arriving.js';

/** Matters that come from other nodes. */
export const arrivalProviders = [ArrivedSeal, Arriving, Arrivals, ArrivalReads, ArrivalActs, ArrivalResolver];
