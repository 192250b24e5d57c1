export { Access, type RightsHeld } from './access.js';
export { accessError } from './access.errors.js';
export { accessMigrations } from './migrations.js';
export { decide, type Decision, type Facts, type NodeFacts, decideNode } from './decide.js';
export { RELATION_NAMES, ROLE_NAMES } from './role-names.js';
export { AccessModule } from './module.js';
export { matrix, type Matrix } from './matrix.js';
export type { Grant, KnownPetition, NodeGrant, OrganCopy, PetitionRelation, Standing, Who } from './access.types.js';
