// Small marks: the status of a policy, the mark of invented data.
import './badge.css';

export type BadgeTone = 'plain' | 'valid' | 'draft' | 'expired' | 'unknown' | 'demo';

export function Badge({ tone, title, children }: { tone: BadgeTone; title?: string | undefined; children: string }) {
  return (
    <span className={`badge badge-${tone}`} title={title}>
      {children}
    </span>
  );
}

/** How a policy's status reads: the word of the document decides, anything we do not know is "not stated". */
export function statusTone(status: string): BadgeTone {
  if (/失效|废止|expired/.test(status)) return 'expired';
  if (/征求意见|草案|draft/.test(status)) return 'draft';
  if (/未注明|不明|unknown|not stated/.test(status)) return 'unknown';
  return /有效|施行|valid|force/.test(status) ? 'valid' : 'unknown';
}
