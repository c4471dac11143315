// Which scene the wall shows: changes by itself, stands while paused, and follows the keys.
import { useEffect, useState } from 'react';

export const scenes = ['meter', 'map', 'ranking'] as const;
export type Scene = (typeof scenes)[number];

/** Milliseconds that a scene stands. */
export const sceneBeat = 20_000;

export interface Rotation {
  readonly scene: Scene;
  readonly paused: boolean;
  readonly go: (by: number) => void;
  readonly show: (scene: Scene) => void;
  readonly pause: () => void;
}

/** `beat` in milliseconds. A scene that is chosen by hand stands as long as any other. */
export function useRotation(beat = sceneBeat): Rotation {
  const [place, setPlace] = useState(0);
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused) return undefined;
    const timer = setTimeout(() => setPlace((place + 1) % scenes.length), beat);
    return () => clearTimeout(timer);
  }, [paused, place, beat]);
  return {
    scene: scenes[place]!,
    paused,
    go: (by) => setPlace((place + by + scenes.length) % scenes.length),
    show: (scene) => setPlace(scenes.indexOf(scene)),
    pause: () => setPaused(!paused),
  };
}
