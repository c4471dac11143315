// Lines of Chinese text as official papers break them: no punctuation at the wrong end of a line, numbers and words whole, lines filled.

/** A piece of text in one font. */
export interface Run<Font> {
  readonly text: string;
  readonly font: Font;
}

export interface SetLine<Font> {
  readonly runs: readonly Run<Font>[];
  /** Width as measured, without filling. */
  readonly width: number;
  /** Characters, between which a line is spread. */
  readonly characters: number;
  readonly isLast: boolean;
}

const mayNotBegin = /[。，、；：？！）》〉」』】〕”’％‰…·)\].,;:?!%]/u;
const mayNotEnd = /[（《〈「『【〔“‘(#[]/u;
const ofWord = /[0-9A-Za-z.,%+\-−/:#_]/u;

interface Unit<Font> {
  readonly pieces: Run<Font>[];
  width: number;
}

/** Pieces that stay together: a character, a number or word, with the punctuation that clings to it. */
function unitsOf<Font>(runs: readonly Run<Font>[], widthOf: (text: string, font: Font) => number, whole: number): Unit<Font>[] {
  const units: Unit<Font>[] = [];
  let before = '';
  for (const { text, font } of runs) {
    for (const character of text) {
      const last = units.at(-1);
      const width = widthOf(character, font);
      const clings =
        before !== '' && ((ofWord.test(before) && ofWord.test(character)) || mayNotBegin.test(character) || mayNotEnd.test(before));
      // What is longer than a line is broken where the line ends.
      if (last && clings && last.width + width <= whole) {
        const piece = last.pieces.at(-1)!;
        if (piece.font === font) last.pieces[last.pieces.length - 1] = { text: piece.text + character, font };
        else last.pieces.push({ text: character, font });
        last.width += width;
      } else units.push({ pieces: [{ text: character, font }], width });
      before = character;
    }
  }
  return units;
}

function joined<Font>(units: readonly Unit<Font>[], isLast: boolean): SetLine<Font> {
  const runs: Run<Font>[] = [];
  for (const piece of units.flatMap(({ pieces }) => pieces)) {
    const last = runs.at(-1);
    if (last && last.font === piece.font) runs[runs.length - 1] = { text: last.text + piece.text, font: last.font };
    else runs.push(piece);
  }
  return {
    runs,
    width: units.reduce((sum, { width }) => sum + width, 0),
    characters: runs.reduce((sum, { text }) => sum + [...text].length, 0),
    isLast,
  };
}

/** Text broken into lines of a width, the first shorter by `indent`. Empty text is one empty line. */
export function setLines<Font>(
  runs: readonly Run<Font>[],
  width: number,
  indent: number,
  widthOf: (text: string, font: Font) => number,
): SetLine<Font>[] {
  const lines: SetLine<Font>[] = [];
  let line: Unit<Font>[] = [];
  let taken = indent;
  for (const unit of unitsOf(runs, widthOf, width)) {
    // A hair of tolerance: sums of widths are binary fractions.
    if (line.length > 0 && taken + unit.width > width + 0.01) {
      lines.push(joined(line, false));
      line = [];
      taken = 0;
    }
    line.push(unit);
    taken += unit.width;
  }
  return [...lines, joined(line, true)];
}
