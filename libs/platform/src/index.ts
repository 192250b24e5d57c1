export { EndedSessions } from './ended.js';
export {
  ConfigError,
  listenShape,
  loadConfig,
  modeOf,
  operationsShape,
  patienceShape,
  secretList,
  secretReferences,
  trustShape,
} from './config.js';
export type { Mode, Secret } from './config.js';
export {
  Ctx,
  actOn,
  bearerOf,
  contextOf,
  decodeAfter,
  encodeAfter,
  listOf,
  loader,
  noteRefused,
  requestContext,
  signedIn,
} from './context.js';
export type { After, Remarks, RequestContext } from './context.js';
export {
  afterCommit,
  behindCommit,
  isOpen,
  byIds,
  dataSourceFor,
  forIds,
  insertRows,
  isDatabaseConflict,
  isDatabaseFault,
  connectedTo,
  sql,
  together,
  Lane,
  transaction,
  withCommit,
} from './database.js';
export type { ByIds, MigrationClass } from './database.js';
export type { Statement } from './prepared.js';
export { databaseAddress } from './database-address.js';
export {
  DOOR_PATHS,
  EXCHANGE_DOOR,
  EXPORT_DOOR,
  FILE_DOOR,
  namesWanted,
  refusalOf,
  sealedForDoor,
  serveDoor,
  wantedNames,
} from './door.js';
export type { Door, PeopleNames } from './door.js';
export { Documents, checkAgainst } from './documents.js';
export { EachSecond } from './each-second.js';
export { platformError } from './errors.js';
export { SubgraphExecutor, depthOf } from './execute.js';
export type { ReadWaiter, RefusalLog, SubgraphAnswer } from './execute.js';
export { formatError } from './graph-errors.js';
export type { ErrorExtensions } from './graph-errors.js';
export { Health } from './health.js';
export type { HealthCheck, Readiness } from './health.js';
export { graphReply, headersOf, hurry, oneAfterAnother, refuseWhenClosing, serveGraphPath, serveOperations } from './http.js';
export { LIVE_SECONDS, LiveKeys, holderMarkOf, holderOf, markOf } from './live-keys.js';
export type { LiveKey } from './live-keys.js';
export { checkLiterals, checkVariables, isText } from './inputs.js';
export { answerTooLarge } from './lists.js';
export { giveMemoryBack } from './memory.js';
export { NestLog, describeError, endOnError, logOf, scrub } from './log.js';
export { graphRequests, graphSeconds, metrics, metricsText } from './metrics.js';
export { PAGE_DEFAULT, PAGE_MAX, PageInfo, clampFirst, connectionOf, decodeCursor, encodeCursor, pageOf } from './paging.js';
export type { Connection, Edge } from './paging.js';
export { Day, Instant, isDay } from './scalars.js';
export { BUS_STRATEGY, ENV, READ_WAITER, REFUSAL_LOG, SERVICE, describeService, hostService, runService } from './service.js';
export type { HostOverrides, HostedService, ServiceDefinition } from './service.js';
export { GatewaySeal } from './signature.js';
export type { Caller, SubgraphRequest } from './signature.js';
export { Space } from './space.js';
export type { Volume } from './space.js';
export { PEER_FAULTS, PeerRefusal, caFile, peerFault } from './peer.js';
export type { PeerFault } from './peer.js';
export { OrganStub, PersonStub } from './stubs.js';
export { subgraph } from './subgraph.js';
export { Time, shanghaiDay, shanghaiNoon } from './time.js';
export { ACCESS_MINUTES, Tokens, newSigningKey } from './tokens.js';
export type { TokenClaims, Tracked } from './tokens.js';
export { webStream } from './web-stream.js';
export type { WebStream } from './web-stream.js';
