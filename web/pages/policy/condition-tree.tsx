// A condition tree as nested lines. The words are those of the policy's language, Chinese, whatever the page's.
import type { Condition } from '#domain/policy/policy.ts';
import { conditionLines, type ConditionLine, type WordsContext } from './condition-words.ts';

function Line({ line }: { line: ConditionLine }) {
  if (line.kind === 'test') return <span>{line.text}</span>;
  return (
    <>
      <span className="condition-heading">{line.heading}</span>
      <ul>
        {line.parts.map((part) => (
          <li key={part.key}>
            <Line line={part} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function ConditionTree({ condition, context }: { condition: Condition; context: WordsContext }) {
  return (
    <div className="condition" lang="zh-CN">
      <Line line={conditionLines(condition, context)} />
    </div>
  );
}
