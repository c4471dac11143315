// What the boundary rules need to know about one source file, read from its syntax tree (comments and strings cannot fool it).
import { parseSync, Visitor, type ESTree } from 'vite';

export interface ImportFact {
  readonly specifier: string;
  /** Erased by the compiler: `import type`, `export type … from`, `import('…').T`, or only `type` names. */
  readonly typeOnly: boolean;
}

export interface SourceFacts {
  readonly parseErrors: readonly string[];
  readonly imports: readonly ImportFact[];
  readonly hasDefaultExport: boolean;
  /** `export * from` anywhere, or a file that only passes on what others export. */
  readonly isBarrel: boolean;
  /** What is reached from outside without an import, as dotted names: `process.env`, `location`, `Date.now` … */
  readonly ambient: ReadonlySet<string>;
  readonly hasSql: boolean;
}

const sqlPattern =
  /\b(?:SELECT\s[\s\S]+?\sFROM\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(?:VIRTUAL\s+)?TABLE\s|PRAGMA\s+\w+)/;

/** Objects through which the page's globals can be named. */
const globalObjects = new Set(['window', 'globalThis', 'self', 'document']);

export function readSource(path: string, text: string): SourceFacts {
  const { program, module, errors } = parseSync(path, text);
  const imports: ImportFact[] = [];
  const ambient = new Set<string>();
  let hasSql = false;
  const seeText = (value: string) => {
    hasSql ||= sqlPattern.test(value);
  };
  const declared = new Set<string>();

  for (const { moduleRequest, entries } of module.staticImports) {
    imports.push({ specifier: moduleRequest.value, typeOnly: entries.length > 0 && entries.every((entry) => entry.isType) });
    for (const entry of entries) declared.add(entry.localName.value);
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) imports.push({ specifier: moduleRequest.value, typeOnly: isType });
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      // A computed import cannot be checked, so it is reported under a name that no rule allows.
      imports.push({ specifier: source.type === 'Literal' ? String(source.value) : '(computed)', typeOnly: false });
    },
    TSImportType: ({ source }) => {
      imports.push({ specifier: source.value, typeOnly: true });
    },
    VariableDeclarator: ({ id, init }) => {
      for (const name of namesIn(id)) declared.add(name);
      const taken = init && dottedName(init);
      if (!taken || id.type !== 'ObjectPattern') return;
      for (const property of id.properties)
        if (property.type === 'Property' && property.key.type === 'Identifier') ambient.add(`${taken}.${property.key.name}`);
    },
    FunctionDeclaration: ({ params }) => {
      for (const parameter of params) for (const name of namesIn(parameter)) declared.add(name);
    },
    FunctionExpression: ({ params }) => {
      for (const parameter of params) for (const name of namesIn(parameter)) declared.add(name);
    },
    ArrowFunctionExpression: ({ params }) => {
      for (const parameter of params) for (const name of namesIn(parameter)) declared.add(name);
    },
    MemberExpression: (node) => {
      const name = dottedName(node);
      if (name) ambient.add(name);
    },
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) ambient.add('new Date()');
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier') ambient.add(node.callee.name);
    },
    Literal: (node) => {
      if (typeof node.value === 'string') seeText(node.value);
    },
    TemplateLiteral: (node) => seeText(node.quasis.map((quasi) => quasi.value.raw).join(' x ')),
  }).visit(program);

  return {
    parseErrors: errors.map((error) => error.message),
    imports,
    hasDefaultExport: module.staticExports.some(({ entries }) =>
      entries.some((entry) => entry.exportName.kind === 'Default' || entry.exportName.name === 'default'),
    ),
    isBarrel: isBarrel(program),
    ambient: new Set([...ambient].filter((name) => !declared.has(name.split('.')[0]!))),
    hasSql,
  };
}

/** `a.b.c` or `a['b'].c` as text, without a leading window or globalThis; null when it is not a plain chain of names. */
function dottedName(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return null;
  const object = dottedName(node.object);
  const property = nameOfProperty(node);
  if (object === null || property === null) return null;
  return globalObjects.has(object) ? property : `${object}.${property}`;
}

function nameOfProperty(node: ESTree.MemberExpression): string | null {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.computed && node.property.type === 'Literal' ? String(node.property.value) : null;
}

/** Names a pattern declares, one level of braces or brackets deep: enough to know `location` is somebody's own variable. */
function namesIn(pattern: ESTree.Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern.left);
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
  if (pattern.type === 'ObjectPattern')
    return pattern.properties.flatMap((property) => (property.type === 'Property' ? namesIn(property.value) : namesIn(property.argument)));
  return [];
}

function isBarrel(program: ESTree.Program): boolean {
  const passesOn = (node: ESTree.Program['body'][number]) =>
    node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null);
  return program.body.some((node) => node.type === 'ExportAllDeclaration') || (program.body.length > 0 && program.body.every(passesOn));
}
