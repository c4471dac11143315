// What is wrong with YAML text before anything is known of its contents, for policy and parameter files.
import { isPair, visit, type Document } from 'yaml';
import { compareDecimals, decimal, parseDecimal } from '#domain/units.ts';

/** What the parser found wrong, for somebody who never heard of YAML; its own words for what is rare. */
const yamlFaults: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一层里这个键写了两次',
  TAB_AS_INDENT: '缩进用了制表符（Tab），应改用空格',
  MULTIPLE_DOCS: '一个文件里有两份内容（---），只能有一份',
  BAD_INDENT: '缩进没有对齐',
  MISSING_CHAR: '缺少一个符号：引号、括号或逗号没有成对',
  UNEXPECTED_TOKEN: '这里多出了内容，或少了冒号、逗号',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个“键: 值”，或缩进没有对齐',
  MULTILINE_IMPLICIT_KEY: '键应写在一行之内；可能缩进没有对齐',
  BAD_SCALAR_START: '文字不能以这个符号开头，应加引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠不成转义，可改用单引号',
  BAD_ALIAS: '不支持 YAML 别名（*）',
  TAG_RESOLVE_FAILED: '不支持 YAML 标签（!）',
  RESOURCE_EXHAUSTION: '嵌套过深',
  BLOCK_IN_FLOW: '花括号或方括号里不能换用“- ”或缩进的写法，可能少了一个括号',
  BAD_COLLECTION_TYPE: '列表和“键: 值”混在了一起',
  BAD_DIRECTIVE: '% 开头的行不能这样写',
  BAD_PROP_ORDER: '& 或 ! 的位置不对，这里用不着',
  MULTIPLE_ANCHORS: '写了两个 &，这里用不着',
  MULTIPLE_TAGS: '写了两个 !，这里用不着',
  ALIAS_PROPS: '不支持 YAML 别名（*）',
  KEY_OVER_1024_CHARS: '键过长，可能少了引号或冒号',
  NON_STRING_KEY: '键应为文字',
};

/** A fault of the parser in a sentence. */
export function yamlFault({ code, message }: { readonly code: string; readonly message: string }): string {
  if (message.includes('call stack')) return '嵌套过深';
  const words = yamlFaults[code];
  return `YAML 不能解析：${words === undefined ? message : words}`;
}

/**
 * Numbers that mean another value once they are read: with more digits than a number holds, or not decimal (0x10). A threshold must be
 * the one that is written; in quotes it is.
 */
export function impreciseNumbers(document: Document): readonly { readonly offset: number; readonly message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Scalar(_, node, parents) {
      const parent = parents.at(-1);
      if (typeof node.value !== 'number' || !Number.isFinite(node.value) || node.source === undefined) return;
      if (isPair(parent) && parent.key === node) return;
      const written = parseDecimal(node.source);
      const offset = node.range?.[0] ?? 0;
      if (!written) found.push({ offset, message: `数字 ${node.source} 应写成十进制` });
      else if (compareDecimals(written, decimal(node.value)) !== 0)
        found.push({ offset, message: `数字 ${node.source} 位数过多，须加引号以免失真` });
    },
  });
  return found;
}
