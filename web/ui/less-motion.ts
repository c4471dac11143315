// Whether who looks has asked the system for less motion; what moves for show only is then drawn at once.
import { useSyncExternalStore } from 'react';

const asked = window.matchMedia('(prefers-reduced-motion: reduce)');

export const lessMotion = (): boolean => asked.matches;

function watch(listener: () => void): () => void {
  asked.addEventListener('change', listener);
  return () => asked.removeEventListener('change', listener);
}

export const useLessMotion = (): boolean => useSyncExternalStore(watch, lessMotion);
