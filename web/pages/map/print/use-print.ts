// A print under way: progress, the file, what went wrong; one at a time, stopped when the dialog closes.
import { useEffect, useRef, useState } from 'react';
import type { Printed, PrintProgress } from '../../../api/print.ts';

export type PrintState =
  | { readonly kind: 'idle' | 'cancelled' }
  | { readonly kind: 'running'; readonly progress: PrintProgress | null }
  | { readonly kind: 'done'; readonly printed: Printed; readonly url: string; readonly of: string }
  | { readonly kind: 'failed'; readonly reason: unknown };

type Run = (signal: AbortSignal, tell: (progress: PrintProgress) => void) => Promise<Printed>;

export interface Printing {
  readonly state: PrintState;
  /** Prints; `of` names the choices, so that a file is known to be of the choices that stand. Null: stopped or failed. */
  readonly run: (of: string, print: Run) => Promise<Printed | null>;
  readonly stop: () => void;
}

export function usePrint(): Printing {
  const [state, setState] = useState<PrintState>({ kind: 'idle' });
  const controller = useRef<AbortController | null>(null);
  const url = useRef<string | null>(null);
  const forget = (): void => {
    if (url.current !== null) URL.revokeObjectURL(url.current);
    url.current = null;
  };
  useEffect(
    () => () => {
      controller.current?.abort();
      if (url.current !== null) URL.revokeObjectURL(url.current);
    },
    [],
  );
  return {
    state,
    async run(of, print) {
      controller.current?.abort();
      const own = new AbortController();
      controller.current = own;
      forget();
      setState({ kind: 'running', progress: null });
      try {
        const printed = await print(own.signal, (progress) => controller.current === own && setState({ kind: 'running', progress }));
        if (controller.current !== own) return null;
        url.current = URL.createObjectURL(printed.file);
        setState({ kind: 'done', printed, url: url.current, of });
        return printed;
      } catch (reason) {
        if (controller.current === own) setState(own.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', reason });
        return null;
      }
    },
    stop: () => controller.current?.abort(),
  };
}

/** Hands the file to the browser's downloads. */
export function saveFile({ file, name }: Printed): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
