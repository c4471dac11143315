// The map object: made, told and taken down here and nowhere else. What it draws is a style and feature states, given from outside.
import { Map as MapLibreMap, setWorkerUrl, type MapMouseEvent, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { hatches } from '#domain/drawing/hatches.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import type { Watched } from '../state/hover.ts';
import { lessMotion } from '../ui/less-motion.ts';
import { fontFamily } from '../ui/tokens.ts';
import { sameCamera, type Camera } from './camera.ts';
import { cameraOf, handleOf, type MapHandle, type Padding } from './map-handle.ts';
import type { DeckMount, Scene } from './deck/mount.ts';
import { parcelLayer, parcelSource } from './layers/parcels.ts';
import { blockSource, placeSource } from './layers/places.ts';
import { changedStates, unpackState } from './parcel-states.ts';
import { patternImage } from './patterns.ts';
import './map.css';

setWorkerUrl(workerUrl);

/** Land that the pointer is on: a parcel by its index, a place by its code. */
export type LandHit = { readonly kind: 'parcel'; readonly index: number } | { readonly kind: 'block' | 'township'; readonly code: string };
/** What the pointer is on: land, or an entry of the ledger by its number where the style draws those. */
export type Hit = LandHit | { readonly kind: 'entry'; readonly id: number };

/** What could not be drawn: nothing at all, some tiles, or what stands in 3-D. */
export type MapFault = 'map' | 'tiles' | 'columns';

export interface MapCanvasProps {
  readonly label: string;
  readonly style: StyleSpecification;
  /** Packed states by feature id. */
  readonly states: Uint32Array | null;
  /** Fill codes of townships and blocks when zoomed out. */
  readonly placeStates: { readonly townships: ReadonlyMap<string, number>; readonly blocks: ReadonlyMap<string, number> } | null;
  /** The parcel that pointer or list is on. */
  readonly hovered: Watched<number | null>;
  readonly camera: Camera | undefined;
  readonly bounds: Bounds;
  readonly padding: Padding;
  readonly scene: Scene | null;
  readonly tooltip: (hit: Hit) => ReactNode;
  readonly onPick: (hit: Hit | null, additive: boolean) => void;
  readonly onCamera: (camera: Camera) => void;
  readonly onReady: (handle: MapHandle) => void;
  /** The first whole picture stands. */
  readonly onPainted: () => void;
  readonly onFault: (what: MapFault, reason: string) => void;
  /** Tiles of this version are no longer given: the county has been written to. */
  readonly onOutdated: () => void;
}

/** Nearer than this to the right edge, the tooltip opens to the left. */
const tooltipRoom = 300;

const hitLayers: readonly (readonly [string, Hit['kind']])[] = [
  ['ledger-piece', 'entry'],
  ['ledger-dot', 'entry'],
  ['parcel-fill', 'parcel'],
  ['block-dot', 'block'],
  ['block-fill', 'block'],
  ['township-fill', 'township'],
];

/** The server's refusal of tiles of an old version. */
function isOutdated(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 409;
}

function hitAt(map: MapLibreMap, event: MapMouseEvent): Hit | null {
  const layers = hitLayers.map(([layer]) => layer).filter((layer) => map.getLayer(layer));
  const [top] = map.queryRenderedFeatures(event.point, { layers });
  const kind = hitLayers.find(([layer]) => layer === top?.layer.id)?.[1];
  if (kind === 'entry') return typeof top?.id === 'number' ? { kind, id: top.id } : null;
  if (kind === 'parcel') return typeof top?.id === 'number' ? { kind, index: top.id } : null;
  return kind && typeof top?.id === 'string' ? { kind, code: top.id } : null;
}

export function MapCanvas(props: MapCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const holder = useRef<MapLibreMap | null>(null);
  const told = useRef<Uint32Array | null>(null);
  const deck = useRef<DeckMount | null>(null);
  const [ready, setReady] = useState(false);
  const [pointer, setPointer] = useState<{ hit: Hit; x: number; y: number; right: boolean } | null>(null);

  const onCamera = useEffectEvent((camera: Camera) => props.onCamera(camera));
  const onPick = useEffectEvent((hit: Hit | null, additive: boolean) => props.onPick(hit, additive));
  const onReady = useEffectEvent((handle: MapHandle) => props.onReady(handle));
  const onOutdated = useEffectEvent(() => props.onOutdated());
  const onPainted = useEffectEvent(() => props.onPainted());
  const onFault = useEffectEvent((what: MapFault, reason: string) => props.onFault(what, reason));
  const start = useEffectEvent((container: HTMLElement): MapLibreMap => {
    const { camera, bounds, style, label } = props;
    return new MapLibreMap({
      container,
      style,
      ...(camera
        ? { center: [camera[0], camera[1]], zoom: camera[2], bearing: camera[3], pitch: camera[4] }
        : { bounds: [...bounds], fitBoundsOptions: { padding: { ...props.padding } } }),
      attributionControl: false,
      localIdeographFontFamily: fontFamily,
      renderWorldCopies: false,
      minZoom: 6,
      maxZoom: 20,
      fadeDuration: lessMotion() ? 0 : 100,
      validateStyle: import.meta.env.DEV,
      locale: { 'Map.Title': label },
    });
  });

  useEffect(() => {
    if (!box.current) return undefined;
    let map: MapLibreMap;
    try {
      map = start(box.current);
    } catch (reason) {
      onFault('map', reason instanceof Error ? reason.message : String(reason));
      return undefined;
    }
    holder.current = map;
    const ratio = Math.min(2, Math.ceil(window.devicePixelRatio));
    map.setMissingStyleImageResolver((id) => {
      const pattern = hatches.find((one) => one.name === id);
      if (pattern && !map.hasImage(id)) map.addImage(id, patternImage(pattern, ratio), { pixelRatio: ratio });
    });
    map.once('load', () => {
      onPainted();
      setReady(true);
      onReady(handleOf(map));
    });
    let frame = 0;
    map.on('mousemove', (event) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const hit = map.isMoving() ? null : hitAt(map, event);
        map.getCanvas().style.cursor = hit ? 'pointer' : '';
        const { clientWidth } = map.getContainer();
        setPointer(hit && { hit, x: event.point.x, y: event.point.y, right: event.point.x > clientWidth - tooltipRoom });
      });
    });
    map.on('mouseout', () => {
      cancelAnimationFrame(frame);
      setPointer(null);
    });
    map.on('click', (event) => onPick(hitAt(map, event), event.originalEvent.ctrlKey || event.originalEvent.metaKey));
    map.on('moveend', () => onCamera(cameraOf(map)));
    map.on('error', ({ error }) => (isOutdated(error) ? onOutdated() : onFault('tiles', error.message)));
    return () => {
      cancelAnimationFrame(frame);
      deck.current?.remove();
      deck.current = null;
      told.current = null;
      holder.current = null;
      setReady(false);
      map.remove();
    };
  }, []);

  useEffect(() => {
    if (ready) holder.current?.setStyle(props.style, { diff: true });
  }, [ready, props.style]);

  useEffect(() => {
    const map = holder.current;
    if (!ready || !map || !props.states) return;
    for (const id of changedStates(told.current, props.states)) {
      map.setFeatureState({ source: parcelSource, sourceLayer: parcelLayer, id }, unpackState(props.states[id]!));
    }
    told.current = props.states;
  }, [ready, props.states]);

  useEffect(() => {
    const map = holder.current;
    if (!ready || !map || !props.placeStates) return;
    for (const [sourceLayer, codes] of Object.entries(props.placeStates)) {
      for (const [id, c] of codes) {
        map.setFeatureState({ source: placeSource, sourceLayer, id }, { c });
        if (sourceLayer === 'blocks') map.setFeatureState({ source: blockSource, id }, { c });
      }
    }
  }, [ready, props.placeStates]);

  const { hovered } = props;
  const pointed = pointer?.hit.kind === 'parcel' ? pointer.hit.index : null;
  useEffect(() => {
    if (pointed === null) return undefined;
    hovered.set(pointed);
    // Takes back only what it set: the pointer may by now be on a row of the list.
    return () => {
      if (hovered.get() === pointed) hovered.set(null);
    };
  }, [hovered, pointed]);
  useEffect(() => {
    const map = holder.current;
    if (!ready || !map) return undefined;
    let last: number | null = null;
    const tell = (id: number | null, h: number): void => {
      // When the page is left with the pointer on a parcel, the map goes before the pointer does.
      if (id !== null && holder.current === map) map.setFeatureState({ source: parcelSource, sourceLayer: parcelLayer, id }, { h });
    };
    return hovered.watch(() => {
      tell(last, 0);
      last = hovered.get();
      tell(last, 1);
    });
  }, [ready, hovered]);

  const { camera, scene } = props;
  useEffect(() => {
    const map = holder.current;
    if (!ready || !map || !camera || map.isMoving() || sameCamera(cameraOf(map), camera)) return;
    map.jumpTo({ center: [camera[0], camera[1]], zoom: camera[2], bearing: camera[3], pitch: camera[4] });
  }, [ready, camera]);

  useEffect(() => {
    const map = holder.current;
    if (!ready || !map || (!scene && !deck.current)) return undefined;
    let stale = false;
    const show = async (): Promise<void> => {
      const { mountDeck } = await import('./deck/mount.ts');
      if (stale || holder.current !== map) return;
      deck.current ??= mountDeck(map);
      deck.current.show(scene);
    };
    show().catch((reason: unknown) => onFault('columns', String(reason)));
    return () => {
      stale = true;
    };
  }, [ready, scene]);

  return (
    <div className="map-canvas">
      <div ref={box} className="map-box" data-testid="map" data-ready={ready} />
      {pointer && (
        <div className={pointer.right ? 'map-tooltip leftwards' : 'map-tooltip'} style={{ translate: `${pointer.x}px ${pointer.y}px` }}>
          {props.tooltip(pointer.hit)}
        </div>
      )}
    </div>
  );
}
