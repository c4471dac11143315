// A bulletin as it will stand on paper: head, title, numbered headings, tables, signature; the same lines that the files are made of.
import { Fragment } from 'react';
import type { BulletinContent } from '#domain/bulletin/bulletin.ts';
import { dayWords } from '#domain/bulletin/issue-period.ts';
import { annexNames, paperOf, type PaperLine } from '#domain/bulletin/paper.ts';
import { PaperTableView } from './paper-table.tsx';

function Line({ line }: { line: PaperLine }) {
  if (line.kind === 'table') return <PaperTableView table={line.table} />;
  if (line.kind === 'text') return <p>{line.text}</p>;
  if (line.level <= 2 && line.rest === '') {
    const Heading = line.level === 1 ? 'h3' : 'h4';
    return <Heading>{line.head}</Heading>;
  }
  return (
    <p>
      {line.level <= 2 ? <b>{line.head}</b> : line.head}
      {line.rest}
    </p>
  );
}

export function PaperSheet({ content, mark }: { content: Pick<BulletinContent, 'comparison' | 'figures' | 'text'>; mark: string | null }) {
  const { text } = content;
  const paper = paperOf(content);
  return (
    <article className="paper-sheet" lang="zh-CN" data-testid="paper">
      {mark !== null && <div className="paper-mark">{mark}</div>}
      {text.issuer !== '' && <div className="paper-issuer">{text.issuer}</div>}
      {text.number !== '' && <div className="paper-number">{text.number}</div>}
      {text.issuer !== '' && <hr />}
      <h2>{text.title}</h2>
      {text.addressee !== '' && <p className="paper-addressee">{text.addressee}</p>}
      {paper.lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- two lines may be alike in everything, and none has a state
        <Line key={at} line={line} />
      ))}
      <ol className="paper-annexes">
        {annexNames(paper).map((name, at) => (
          <li key={name}>
            <span aria-hidden={at > 0}>附件：</span>
            {name}
          </li>
        ))}
      </ol>
      <div className="paper-signature">
        {text.signer !== '' && <div>{text.signer}</div>}
        <div>{dayWords(text.signedOn)}</div>
      </div>
      {paper.annexes.map(({ name, tables }, at) => (
        <Fragment key={name}>
          <div className="paper-annex">附件{at + 1}</div>
          <h2>{name}</h2>
          {tables.map((table) => (
            <PaperTableView key={table.title} table={table} />
          ))}
        </Fragment>
      ))}
    </article>
  );
}
