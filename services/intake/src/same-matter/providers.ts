import { SameMatterLists } from './lists.js';
import { SameMatterActs } from './same-matter.acts.js';

export const sameMatterProviders = [SameMatterLists, SameMatterActs];
