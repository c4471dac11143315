// GCJ-02 and BD-09: the offset coordinates of public web maps, undone only when somebody says that a file is in them.
import type { Position } from '#domain/land/geometry.ts';

const axis = 6_378_245;
const eccentricity = 0.006_693_421_622_965_943;
const radian = Math.PI / 180;

/** Sum of the two short waves that both directions share. */
const ripple = (x: number) => ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
/** Two longer waves along one direction, with their heights in metres. */
const wave = (first: number, second: number, high: number, higher: number) =>
  ((high * Math.sin(first * Math.PI) + higher * Math.sin(second * Math.PI)) * 2) / 3;

function offset(lon: number, lat: number): Position {
  const [x, y] = [lon - 105, lat - 35];
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    wave(y, y / 3, 20, 40) +
    wave(y / 12, y / 30, 160, 320);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    wave(x, x / 3, 20, 40) +
    wave(x / 12, x / 30, 150, 300);
  const sine = Math.sin(lat * radian);
  const magic = 1 - eccentricity * sine * sine;
  return [
    (east * 180) / ((axis / Math.sqrt(magic)) * Math.cos(lat * radian) * Math.PI),
    (north * 180) / (((axis * (1 - eccentricity)) / (magic * Math.sqrt(magic))) * Math.PI),
  ];
}

export function toGcj02([lon, lat]: Position): Position {
  const [east, north] = offset(lon, lat);
  return [lon + east, lat + north];
}

const baidu = (Math.PI * 3000) / 180;

export function toBd09(position: Position): Position {
  const [x, y] = toGcj02(position);
  const distance = Math.hypot(x, y) + 0.000_02 * Math.sin(y * baidu);
  const angle = Math.atan2(y, x) + 0.000_003 * Math.cos(x * baidu);
  return [distance * Math.cos(angle) + 0.0065, distance * Math.sin(angle) + 0.006];
}

/** The position that `shift` brings to `target`: the offset changes so slowly that a few steps reach a millimetre. */
function undone(shift: (position: Position) => Position, target: Position): Position {
  let [lon, lat] = target;
  for (let step = 0; step < 8; step += 1) {
    const [x, y] = shift([lon, lat]);
    lon += target[0] - x;
    lat += target[1] - y;
  }
  return [lon, lat];
}

export const fromGcj02 = (position: Position): Position => undone(toGcj02, position);
export const fromBd09 = (position: Position): Position => undone(toBd09, position);
