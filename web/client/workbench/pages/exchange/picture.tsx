import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { exchange as t } from '../../../../src/texts/exchange';
import { agoText, spanText, stateOf, stateTone, type Linked } from './state';

interface Partner extends Linked {
  readonly id: string;
  readonly name: string;
  readonly oldest: string | null;
  readonly lastSeenAt: string | null;
}

interface PictureProps {
  /** Id of this node. */
  readonly node: string | null;
  readonly partners: readonly Partner[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Place of a card; the line to it begins at `from`. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

const CARD = { width: 300, height: 108 };
const SELF = { width: 200, height: 64 };
const ROW = 126;
const TITLE_MAX = 18;

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly self: { readonly x: number; readonly y: number };
  readonly places: readonly Place[];
}

/** Partners to the right and the left of this node, by turns. */
function wide(count: number): Drawing {
  const width = 1000;
  const height = Math.max(1, Math.ceil(count / 2)) * ROW;
  const self = { x: (width - SELF.width) / 2, y: (height - SELF.height) / 2 };
  const places = Array.from({ length: count }, (_, at): Place => {
    const right = at % 2 === 0;
    const y = Math.floor(at / 2) * ROW + (ROW - CARD.height) / 2;
    const middle = self.y + SELF.height / 2;
    return {
      ...{ x: right ? width - CARD.width : 0, y },
      from: { x: right ? self.x + SELF.width : self.x, y: middle },
      to: { x: right ? width - CARD.width : CARD.width, y: y + CARD.height / 2 },
    };
  });
  return { width, height, self, places };
}

/** Where there is room for one column: this node between two halves of its partners, on a trunk. */
function narrow(count: number): Drawing {
  const [width, trunk] = [360, 20];
  const above = Math.floor(count / 2);
  const self = { x: 60, y: above * ROW + (ROW - SELF.height) / 2 };
  const places = Array.from({ length: count }, (_, at): Place => {
    const y = (at < above ? at : at + 1) * ROW + (ROW - CARD.height) / 2;
    const middle = y + CARD.height / 2;
    return { x: 60, y, from: { x: trunk, y: self.y + SELF.height / 2 }, to: { x: 60, y: middle } };
  });
  return { width, height: (count + 1) * ROW, self, places };
}

const short = (text: string): string => (text.length > TITLE_MAX ? `${text.slice(0, TITLE_MAX - 1)}…` : text);

function factsOf({ queue, oldest, halted, parked, lastSeenAt }: Partner, now: number): string[] {
  return [
    t.queueIs(queue) + (oldest === null ? '' : `，${t.oldestIs(spanText(now - Date.parse(oldest)) ?? t.span.short)}`),
    t.seenIs(agoText(lastSeenAt, now)),
    ...(halted + parked > 0 ? [t.stuckIs(halted + parked)] : []),
  ];
}

/** This node and the links to its partners. Each card leads to the messages exchanged with the partner. */
export function Picture({ node, partners, now }: PictureProps): ReactNode {
  return (
    <>
      <Drawn look="exchange-wide" drawing={wide(partners.length)} node={node} partners={partners} now={now} />
      <Drawn look="exchange-narrow" drawing={narrow(partners.length)} node={node} partners={partners} now={now} />
    </>
  );
}

interface DrawnProps extends PictureProps {
  readonly look: 'exchange-wide' | 'exchange-narrow';
  readonly drawing: Drawing;
}

function Drawn({ look, drawing: { width, height, self, places }, node, partners, now }: DrawnProps): ReactNode {
  return (
    <svg className={`exchange-picture ${look}`} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t.picture}>
      {places.map(({ from, to }, at) => {
        const partner = partners[at];
        if (!partner) return null;
        const path = look === 'exchange-wide' ? `M${from.x} ${from.y}L${to.x} ${to.y}` : `M${self.x} ${from.y}H${from.x}V${to.y}H${to.x}`;
        return <path key={partner.id} className={`exchange-line ${stateTone(partner)}`} d={path} />;
      })}
      <g aria-hidden="true">
        <rect className="exchange-self" x={self.x} y={self.y} width={SELF.width} height={SELF.height} rx="8" />
        <text className="exchange-self-text" x={self.x + SELF.width / 2} y={self.y + 26} textAnchor="middle">
          {t.node}
        </text>
        <text className="exchange-self-text" x={self.x + SELF.width / 2} y={self.y + 48} textAnchor="middle">
          {node}
        </text>
      </g>
      {places.map(({ x, y }, at) => {
        const partner = partners[at];
        return partner && <PartnerCard key={partner.id} partner={partner} x={x} y={y} now={now} />;
      })}
    </svg>
  );
}

interface CardProps {
  readonly partner: Partner;
  readonly x: number;
  readonly y: number;
  readonly now: number;
}

function PartnerCard({ partner, x, y, now }: CardProps): ReactNode {
  const tone = stateTone(partner);
  const word = t.states[stateOf(partner)] ?? '';
  const facts = factsOf(partner, now);
  return (
    <Link
      href={`/exchange/messages?node=${encodeURIComponent(partner.id)}`}
      className="exchange-card"
      aria-label={t.pictureOf(partner.name, word, facts)}
    >
      <rect className={`exchange-box ${tone}`} x={x + 1} y={y + 1} width={CARD.width - 2} height={CARD.height - 2} rx="8" />
      <text className="exchange-name" x={x + 12} y={y + 24}>
        {short(partner.name)}
      </text>
      <text className={`exchange-state ${tone}`} x={x + 12} y={y + 44}>
        {word}
      </text>
      {facts.map((fact, at) => (
        <text key={fact} className="exchange-fact" x={x + 12} y={y + 62 + at * 18}>
          {fact}
        </text>
      ))}
    </Link>
  );
}
