export { MESSAGE_KIND_NAMES as messageKinds } from '@sunshine/words';
