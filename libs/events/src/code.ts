import { z } from 'zod';

/**
 * A code of the rule pack or of the program, in Latin letters, never typed by a person. Events are kept for ever and reach every service;
 * typed words stay in the tables of their service and are read by right through the graph.
 */
export const code = z.string().regex(/^[A-Za-z_0-9][A-Za-z_0-9:.-]{0,99}$/);

/** Number of a petition, as the desk gives it: division, day, running number. */
export const petitionNumber = z.string().regex(/^\d{6}-\d{8}-\d{6,}$/);

/** Id of a node of the exchange, as `city.990100`. */
export const nodeId = z.string().regex(/^[a-z][a-z0-9.-]{1,38}[a-z0-9]$/);
