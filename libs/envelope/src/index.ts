export {
  ENVELOPE_BYTES_MAX,
  envelopeSchema,
  openEnvelope,
  readEnvelope,
  sealEnvelope,
  verifyEnvelope,
  withoutBody,
  type Envelope,
  type Head,
  type Letterhead,
} from './envelope.js';
export { envelopeError } from './envelope.errors.js';
export { FERRY_BYTES_MAX, readFerry, signFerry, verifyFerry, type Ferry, type UnverifiedFerry } from './ferry.js';
export { publicOf, SUITES, type PrivateKeys, type PublicKeys, type Suite } from './keys.js';
export { merklePath, merkleRoot, rootOf } from './merkle.js';
export { checkProof, leafOf, signRoot, type LogRoot, type ProofEntry, type ProofFile, type ProofReport } from './proof.js';
export { checkPossession, POSSESSION_SIGNS_MAX, possessionSchema, signPossession, type Possession } from './possession.js';
export { pullSchema, readPull, signPull, verifyPull, type Pull, type UnverifiedPull } from './pull.js';
export {
  readReceipt,
  receiptSchema,
  signReceipt,
  verifyReceipt,
  type BusinessReceipt,
  type Receipt,
  type TransportReceipt,
  type UnverifiedReceipt,
} from './receipt.js';
export { algorithms, canonical, checkKeys, digestOf, keyIdOf, newKeys } from './suites.js';
export { afterFailure, breakerState, closedBreaker, type Breaker } from './link/breaker.js';
export { nextAttempt, type DeliveryPlan, type DeliveryState } from './link/delivery.js';
export {
  applied,
  arrive,
  gapsOf,
  givenUp,
  newConversation,
  parked,
  ready,
  stored,
  unparked,
  type Arrival,
  type Conversation,
  type Gap,
} from './link/order.js';
export { exchangePlan } from './link/plan.js';
export {
  differencesIn,
  differencesOf,
  isMendedBySending,
  unequalDays,
  type DaySum,
  type Difference,
  type DifferenceKind,
  type Listed,
  type ListedRow,
} from './link/reconciliation.js';
export { newPartKey, openPart, sealPart, type PartKey } from './part.js';
export { bodiesSchema } from './kinds/bodies-schema.js';
export { fenceOff, FENCED_FIELDS, type FencedOff } from './kinds/fenced.js';
export type { Kind, Owner, Standing } from './kinds/kind.js';
export { MESSAGE_KINDS, type MessageBody, type MessageKind } from './kinds/kinds.js';
export { PART_BYTES_MAX } from './kinds/attachments.js';
export { withoutReporter, type Matter } from './kinds/matter.js';
export { readBody, type ReadBody } from './kinds/read-body.js';
export { deliveryOfRowState, errorOfRowCode, ROW_CODES, ROW_OK, rowCodeOf, rowStateOf } from './adapter/codes.js';
export { readRowReceipt, rowReceiptOf, rowRefusal, type ReceiptItem, type RowReceipt } from './adapter/row-receipt.js';
export { adapterError } from './adapter/adapter.errors.js';
export { CODES_BY_NAME, COLUMNS, ROW_KINDS, type CodeTable } from './adapter/columns.js';
export {
  bodyOfRow,
  bringsMatter,
  codesOfRow,
  isRowKind,
  keysOfRow,
  rowAbout,
  rowOfBody,
  type Row,
  type RowCode,
  type RowKeys,
  type RowKind,
  type RowRead,
  type RowSystem,
} from './adapter/rows.js';
