// A clause number of the document shown; what it opens is in the hands of the page's clause reader.
import { createContext, use } from 'react';

export interface ClauseReader {
  /** Opens the clause; null when clauses cannot be opened here. */
  readonly open: ((clause: string) => void) | null;
  readonly title: string;
}

export const ClauseContext = createContext<ClauseReader>({ open: null, title: '' });

export function ClauseLink({ clause }: { clause: string }) {
  const { open, title } = use(ClauseContext);
  if (open === null) return <span className="clause">{clause}</span>;
  return (
    <button type="button" className="link-button clause" title={title} onClick={() => open(clause)}>
      {clause}
    </button>
  );
}
