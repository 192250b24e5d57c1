import type { ReactNode } from 'react';
import { exchange as t } from '../../../../src/texts/exchange';
import { stateOf, stateTone, type Linked } from './state';

interface Shown extends Linked {
  readonly id: string;
  readonly name: string;
}

const [WIDTH, ROW, LEFT, RIGHT] = [720, 64, 150, 470] as const;

/** The node and its links; the table below says the same, so it is one picture to who does not see it. */
export function Picture({ node, partners }: { readonly node: string | null; readonly partners: readonly Shown[] }): ReactNode {
  const height = Math.max(1, partners.length) * ROW + 24;
  const middle = height / 2;
  return (
    <svg
      className="exchange-picture"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`${t.picture}：${partners.map((partner) => `${partner.name}${t.states[stateOf(partner)]}`).join('，')}`}
    >
      {partners.map((partner, at) => {
        const y = at * ROW + ROW / 2 + 12;
        return (
          <g key={partner.id} className={`exchange-link ${stateTone(partner)}`}>
            <line x1={LEFT} y1={middle} x2={RIGHT} y2={y} />
            <text className="exchange-state" x={(LEFT + RIGHT) / 2} y={(middle + y) / 2 - 6} textAnchor="middle">
              {t.states[stateOf(partner)]}
              {partner.queue > 0 && ` ${partner.queue}`}
            </text>
            <rect x={RIGHT} y={y - 22} width={WIDTH - RIGHT - 8} height={44} rx={4} />
            <text x={RIGHT + 12} y={y - 2}>
              {partner.name.slice(0, 16)}
            </text>
            <text className="exchange-id" x={RIGHT + 12} y={y + 15}>
              {partner.id}
            </text>
          </g>
        );
      })}
      <g className="exchange-own">
        <rect x={8} y={middle - 22} width={LEFT - 8} height={44} rx={4} />
        <text x={20} y={middle - 2}>
          {t.node}
        </text>
        <text className="exchange-id" x={20} y={middle + 15}>
          {node ?? ''}
        </text>
      </g>
    </svg>
  );
}
