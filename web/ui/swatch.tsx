// A sample of how something is drawn on the map: fill, hatch and outline, for legends and tables.
import { ink, paper, parcelEdge } from './tokens.ts';
import './swatch.css';

export type OutlineStyle = 'double' | 'dash' | 'dots' | 'solid';

interface SwatchProps {
  readonly colour?: string;
  /** CSS image of a hatch over the colour. */
  readonly hatch?: string | undefined;
  readonly outline?: { readonly style: OutlineStyle; readonly colour: string } | undefined;
  /** Bold edge of freed land. */
  readonly edge?: number;
}

function Outline({ style, colour }: { style: OutlineStyle; colour: string }) {
  const line = { x: 2, y: 2, width: 22, height: 12, fill: 'none', stroke: colour } as const;
  if (style === 'double') {
    return (
      <>
        <rect {...line} x={1.5} y={1.5} width={23} height={13} strokeWidth={1.6} />
        <rect {...line} x={4.5} y={4.5} width={17} height={7} strokeWidth={1.3} />
      </>
    );
  }
  if (style === 'dash') return <rect {...line} strokeWidth={2.2} strokeDasharray="7 4" />;
  if (style === 'dots') return <rect {...line} strokeWidth={2.4} strokeDasharray="0.1 4.4" strokeLinecap="round" />;
  return <rect {...line} strokeWidth={2} />;
}

export function Swatch({ colour = paper, hatch, outline, edge }: SwatchProps) {
  return (
    <span className="swatch" aria-hidden="true" style={{ backgroundColor: colour, ...(hatch ? { backgroundImage: hatch } : {}) }}>
      <svg viewBox="0 0 26 16">
        <rect x={0.25} y={0.25} width={25.5} height={15.5} fill="none" stroke={edge ? ink : parcelEdge} strokeWidth={edge ?? 0.5} />
        {outline && <Outline {...outline} />}
      </svg>
    </span>
  );
}
