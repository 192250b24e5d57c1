import { lazy, type ComponentType } from 'react';
import { workbench as texts } from '../../src/texts/workbench';
import { HEARD, HEARING_READERS, POOL_READERS } from './pages/hearings/roles';
import { ADVICE_READERS, LEADING, mayHandleConduct } from './pages/supervision/roles';
import { holds, type Me } from './session/me';

interface PageOfBench {
  /** Below `/work`; `:name` takes one part. */
  readonly path: string;
  /** Title in the navigation; null: the page is opened from another page. */
  readonly title: string | null;
  /** Roles that see the page, or who does; null: everybody who is signed in. The graph checks the rights of each act. */
  readonly roles: readonly string[] | ((me: Me) => boolean) | null;
  readonly page: ComponentType;
}

/** Roles that see petitions. */
export const OFFICE = [
  'REGISTRAR',
  'DISPATCHER',
  'AUDITOR',
  'HANDLER',
  'CHECKER',
  'ISSUER',
  'HEAD',
  'SUPERVISOR',
  'REVIEWER',
  'CLERK',
] as const;

const today = lazy(() => import('./pages/today/today'));
/** Roles that supervise, or answer for an organ that is supervised. */
const ORDERS = ['SUPERVISOR', 'AUDITOR', 'DISPATCHER', 'HEAD', 'HANDLER', 'REVIEWER'] as const;

/** Roles that read the figures of an organ. */
const FIGURES = ['SUPERVISOR', 'AUDITOR', 'DISPATCHER', 'HEAD', 'HANDLER', 'CHECKER'] as const;

const matter = lazy(() => import('./pages/matter/matter'));
/** Roles that administer organs, people and law together: what one of them enters or proposes, the other grants or puts into force. */
const KEEPERS = ['SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const;

/** Every page of the workbench, in the order of the navigation. */
export const PAGES: readonly PageOfBench[] = [
  { path: '/', title: texts.pages.overview, roles: ['SUPERVISOR'], page: lazy(() => import('./pages/overview/overview')) },
  { path: '/', title: texts.pages.today, roles: OFFICE, page: today },
  { path: '/today', title: texts.pages.today, roles: ['SUPERVISOR'], page: today },
  {
    path: '/confirmations',
    title: texts.pages.confirmations,
    roles: OFFICE,
    page: lazy(() => import('./pages/confirmations/confirmations')),
  },
  { path: '/desk', title: texts.pages.desk, roles: ['REGISTRAR'], page: lazy(() => import('./pages/desk/desk')) },
  {
    path: '/pending',
    title: texts.pages.pending,
    roles: ['REGISTRAR', 'AUDITOR', 'CHECKER'],
    page: lazy(() => import('./pages/pending/pending')),
  },
  { path: '/desk/arrivals', title: texts.pages.arrivals, roles: ['REGISTRAR'], page: lazy(() => import('./pages/arrivals/arrivals')) },
  { path: '/desk/visits', title: texts.pages.visits, roles: ['REGISTRAR'], page: lazy(() => import('./pages/desk/visits')) },
  { path: '/desk/lost-code', title: texts.pages.lostCode, roles: ['REGISTRAR'], page: lazy(() => import('./pages/desk/lost-code')) },
  { path: '/desk/day', title: texts.pages.deskDay, roles: ['REGISTRAR'], page: lazy(() => import('./pages/desk/day')) },
  { path: '/dispatch', title: texts.pages.dispatch, roles: ['DISPATCHER'], page: lazy(() => import('./pages/dispatch/dispatch')) },
  { path: '/petitions', title: texts.pages.petitions, roles: OFFICE, page: lazy(() => import('./pages/petitions/petitions')) },
  { path: '/board', title: texts.pages.board, roles: OFFICE, page: lazy(() => import('./pages/board/board')) },
  { path: '/supervision/orders', title: texts.pages.orders, roles: ORDERS, page: lazy(() => import('./pages/supervision/orders')) },
  { path: '/supervision/advice', title: texts.pages.advice, roles: ADVICE_READERS, page: lazy(() => import('./pages/supervision/advice')) },
  { path: '/supervision/measures', title: texts.pages.measures, roles: LEADING, page: lazy(() => import('./pages/supervision/measures')) },
  {
    path: '/supervision/conduct',
    title: texts.pages.conduct,
    roles: mayHandleConduct,
    page: lazy(() => import('./pages/supervision/conduct')),
  },
  {
    path: '/supervision/reviews',
    title: texts.pages.reviews,
    roles: ADVICE_READERS,
    page: lazy(() => import('./pages/supervision/reviews')),
  },
  { path: '/supervision/rounds', title: texts.pages.rounds, roles: ADVICE_READERS, page: lazy(() => import('./pages/supervision/rounds')) },
  {
    path: '/supervision/assessment',
    title: texts.pages.assessment,
    roles: LEADING,
    page: lazy(() => import('./pages/supervision/assessment')),
  },
  { path: '/supervision/weekly', title: texts.pages.weekly, roles: ['SUPERVISOR'], page: lazy(() => import('./pages/supervision/weekly')) },
  { path: '/supervision/figures', title: texts.pages.figures, roles: FIGURES, page: lazy(() => import('./pages/figures/figures')) },
  { path: '/hearings', title: texts.pages.hearings, roles: HEARD, page: lazy(() => import('./pages/hearings/hearings')) },
  { path: '/exports', title: texts.pages.exports, roles: OFFICE, page: lazy(() => import('./pages/exports/exports')) },
  { path: '/organs', title: texts.pages.organs, roles: KEEPERS, page: lazy(() => import('./pages/organs/organs')) },
  { path: '/people', title: texts.pages.people, roles: KEEPERS, page: lazy(() => import('./pages/people/people')) },
  { path: '/law', title: texts.pages.law, roles: KEEPERS, page: lazy(() => import('./pages/law/calendar')) },
  { path: '/exchange', title: texts.pages.exchange, roles: ['EXCHANGE_OPERATOR'], page: lazy(() => import('./pages/exchange/overview')) },
  {
    path: '/exchange/messages',
    title: texts.pages.exchangeMessages,
    roles: ['EXCHANGE_OPERATOR'],
    page: lazy(() => import('./pages/exchange/messages')),
  },
  {
    path: '/exchange/reconciliation',
    title: texts.pages.reconciliation,
    roles: ['EXCHANGE_OPERATOR'],
    page: lazy(() => import('./pages/exchange/reconciliation')),
  },
  {
    path: '/exchange/questions',
    title: texts.pages.partnerQuestions,
    roles: ['EXCHANGE_OPERATOR'],
    page: lazy(() => import('./pages/exchange/questions')),
  },
  { path: '/held', title: texts.pages.held, roles: ['SYSTEM_ADMIN'], page: lazy(() => import('./pages/held/held')) },
  { path: '/audit', title: texts.pages.audit, roles: ['AUDIT_ADMIN'], page: lazy(() => import('./pages/audit/audit')) },
  { path: '/account', title: texts.pages.account, roles: null, page: lazy(() => import('./pages/account/account')) },
  { path: '/supervision/units/:organId', title: null, roles: FIGURES, page: lazy(() => import('./pages/supervision/unit')) },
  { path: '/petition/:id', title: null, roles: OFFICE, page: matter },
  { path: '/number/:number', title: null, roles: OFFICE, page: matter },
  { path: '/hearings/pool', title: null, roles: POOL_READERS, page: lazy(() => import('./pages/hearings/pool')) },
  { path: '/hearings/:hearingId', title: null, roles: HEARING_READERS, page: lazy(() => import('./pages/hearings/hearing')) },
  { path: '/organs/:organId', title: null, roles: KEEPERS, page: lazy(() => import('./pages/organs/organ')) },
  { path: '/people/:personId', title: null, roles: KEEPERS, page: lazy(() => import('./pages/people/person')) },
  { path: '/law/notice', title: null, roles: ['SYSTEM_ADMIN'], page: lazy(() => import('./pages/law/notice')) },
  { path: '/law/packs', title: null, roles: KEEPERS, page: lazy(() => import('./pages/law/packs')) },
  { path: '/law/pack', title: null, roles: ['SYSTEM_ADMIN'], page: lazy(() => import('./pages/law/pack')) },
  { path: '/law/proposals', title: null, roles: KEEPERS, page: lazy(() => import('./pages/law/proposals')) },
  { path: '/law/proposals/:proposalId', title: null, roles: KEEPERS, page: lazy(() => import('./pages/law/proposal')) },
  { path: '/petition/:id/act/:act', title: null, roles: OFFICE, page: lazy(() => import('./pages/act/act')) },
  { path: '/hearings/:hearingId/sitting', title: null, roles: null, page: lazy(() => import('./pages/sitting/sitting')) },
  { path: '/petition/:id/opinion', title: null, roles: OFFICE, page: lazy(() => import('./pages/opinion/opinion')) },
];

/** Of several pages at one path the first that is the person's: the home of supervision comes before the page of the day. */
export function pagesFor(me: Me): readonly PageOfBench[] {
  const mine = PAGES.filter(({ roles }) => roles === null || (typeof roles === 'function' ? roles(me) : holds(me, roles)));
  return mine.filter(({ path }, at) => mine.findIndex((page) => page.path === path) === at);
}
