import { OpinionTexts } from './opinion.texts.js';
import { PublicationActs } from './publication.acts.js';
import { PublicationReads } from './publication.reads.js';
import {
  PaperPublicationResolver,
  PetitionPublicationResolver,
  PublishedOpinionResolver,
  TrackedPublicationResolver,
} from './publication.resolver.js';

export const publicationProviders = [
  OpinionTexts,
  PublicationActs,
  PublicationReads,
  PublishedOpinionResolver,
  PetitionPublicationResolver,
  TrackedPublicationResolver,
  PaperPublicationResolver,
];
