// A table of a bulletin on screen, cell by cell as on paper; too wide, it scrolls by itself.
import type { PaperTable } from '#domain/bulletin/tables.ts';

export function PaperTableView({ table: { title, header, numbers, rows, total } }: { table: PaperTable }) {
  const kind = (at: number): string | undefined => (numbers[at] ? 'number' : undefined);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <div className="paper-table" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {header.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.slice(0, 2).join(' ')}>
              {cells.map((cell, at) => (
                <td key={header[at]} className={kind(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              {total.map((cell, at) => (
                <td key={header[at]} className={kind(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
