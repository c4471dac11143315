// A title in lines of about the same length, broken between words.

/** Width in characters: half for Latin letters and figures. */
export function widthInCharacters(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u024f]/u.test(character) ? 0.5 : 1), 0);
}

/** As few lines as `most` characters a line allow, as even as the words let them be. */
export function titleLines(title: string, most: number): string[] {
  const whole = widthInCharacters(title);
  const count = Math.max(1, Math.ceil(whole / most));
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  // The dictionary takes the one word that stands in every title for two.
  const words = title
    .split(/(工业用地)/u)
    .flatMap((part) => (part === '工业用地' ? [part] : [...segmenter.segment(part)].map(({ segment }) => segment)));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of words) {
    const width = widthInCharacters(word);
    const left = count - lines.length;
    const share = (whole - used) / left;
    const taken = widthInCharacters(line);
    const closing = /^[、，。；：）》”]/u.test(word);
    // The word goes where it leaves the line nearer to its share.
    const over = taken > 0 && !closing && left > 1 && taken + width - share > share - taken;
    if (over || (taken > 0 && taken + width > most)) {
      lines.push(line);
      used += taken;
      line = '';
    }
    line += word;
  }
  return [...lines, line].filter((one) => one !== '');
}
