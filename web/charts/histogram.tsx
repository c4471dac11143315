// Bars of how many parcels lie in each small range, in the colours of the fill; what the brush leaves out is pale.
import './histogram.css';

export interface Bar {
  readonly label: string;
  readonly parcels: number;
  readonly colour: string;
  /** False when the brush leaves the range out. */
  readonly kept: boolean;
}

const height = 64;

export function Histogram({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.parcels));
  return (
    <figure className="histogram">
      <figcaption className="visually-hidden">{label}</figcaption>
      <ol>
        {bars.map((bar) => (
          <li key={bar.label} title={bar.label}>
            <span className="visually-hidden">{bar.label}</span>
            <span
              className={bar.kept ? 'histogram-bar' : 'histogram-bar left-out'}
              style={{ height: bar.parcels === 0 ? 0 : Math.max(2, (bar.parcels / most) * height), backgroundColor: bar.colour }}
            />
          </li>
        ))}
      </ol>
    </figure>
  );
}
