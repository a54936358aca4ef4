/**
 * What window.lab is by the types of src/console and their comments: its calls with arguments, results and errors, and the types that these
 * speak of. build/console-text.ts makes docs/console.md of it.
 */
import path from 'node:path';
import ts from 'typescript';

const ENTRY = 'src/console/console.ts';
/** Types whose fields are told in a place of their own. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  Experiment:
    'The lists of records and the view of them; the same as JSON is a run file. Its fields: [src/experiment/experiment.ts](../src/experiment/experiment.ts).',
  Version1: 'What version 1 called the shown records: [src/console/version-1.ts](../src/console/version-1.ts).',
};
interface Field {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly about: string;
}

export interface Call {
  /** As it is written behind `lab.`: `storage.list`. */
  readonly name: string;
  /** null for a value that is no function. */
  readonly parameters: readonly Omit<Field, 'about'>[] | null;
  readonly returns: string;
  readonly about: string;
  /** What it throws, in the words of its comment. */
  readonly throws: string;
}

export interface Named {
  readonly name: string;
  readonly about: string;
  /** What an alias stands for, or what an interface extends; empty for one that stands by itself. */
  readonly is: string;
  readonly fields: readonly Field[];
}

export interface Reference {
  readonly calls: readonly Call[];
  readonly types: readonly Named[];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** The compiler lists the words of a union in the order in which it met them, wherever in the program that was. */
const inOneOrder = (type: string): string => type.replace(/"[^"]*"(?: \| "[^"]*")+/g, (words) => words.split(' | ').sort().join(' | '));
const printer = ts.createPrinter({ removeComments: true });
const FULL = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
const IN_FULL = FULL | ts.TypeFormatFlags.InTypeAlias;

/** What the types say, read from the sources below `root`. */
export function readConsole(root: string): Reference {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (): void => undefined };
  const options = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), {}, host)?.options ?? {};
  const program = ts.createProgram([path.join(root, ENTRY)], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, ENTRY));
  if (!source) throw new Error(`${ENTRY} could not be read`);
  const lab = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).find(({ name }) => name === 'Lab');
  if (!lab) throw new Error(`${ENTRY} exports no type Lab`);

  /** Our own interfaces and aliases that calls speak of, in the order in which they are met. */
  const met = new Set<ts.Symbol>();
  const meet = (symbol: ts.Symbol | undefined): void => {
    const declared = symbol?.declarations?.[0];
    if (!symbol || !declared || !(ts.isInterfaceDeclaration(declared) || ts.isTypeAliasDeclaration(declared))) return;
    if (!path.relative(root, declared.getSourceFile().fileName).startsWith('src')) return;
    met.add(symbol);
  };
  const seen = new Set<ts.Type>();
  const meetIn = (type: ts.Type): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.aliasSymbol) return meet(type.aliasSymbol);
    if (type.isUnionOrIntersection()) return type.types.forEach(meetIn);
    const symbol = type.getSymbol();
    meet(symbol);
    if (symbol && symbol.name in TOLD_ELSEWHERE) return;
    checker.getTypeArguments(type as ts.TypeReference).forEach(meetIn);
    if (symbol?.flags && symbol.flags & (ts.SymbolFlags.TypeLiteral | ts.SymbolFlags.Function | ts.SymbolFlags.Method))
      for (const property of type.getProperties()) meetIn(checker.getTypeOfSymbol(property));
    for (const signature of type.getCallSignatures()) {
      for (const parameter of signature.getParameters()) meetIn(checker.getTypeOfSymbol(parameter));
      meetIn(signature.getReturnType());
    }
  };
  const about = (symbol: ts.Symbol): string => oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
  const tag = (symbol: ts.Symbol, name: string): string =>
    oneLine(
      symbol
        .getJsDocTags(checker)
        .filter((one) => one.name === name)
        .map(({ text }) => ts.displayPartsToString(text))
        .join(' '),
    );

  const textOf = (type: ts.Type): string => inOneOrder(checker.typeToString(type, undefined, FULL));
  /** `(...args: [a: A, b?: B])` has two parameters. */
  const parametersOf = (signature: ts.Signature): Omit<Field, 'about'>[] =>
    signature.getParameters().flatMap((parameter) => {
      const type = checker.getTypeOfSymbol(parameter) as ts.TypeReference;
      meetIn(type);
      const tuple = type.target as ts.TupleType | undefined;
      if (!tuple?.labeledElementDeclarations) return [{ name: parameter.name, type: textOf(type), optional: false }];
      return checker.getTypeArguments(type).map((element, i) => {
        const optional = Boolean((tuple.elementFlags[i] ?? 0) & ts.ElementFlags.Optional);
        const given = optional ? checker.getNonNullableType(element) : element;
        return { name: tuple.labeledElementDeclarations?.[i]?.name.getText() ?? `argument ${i + 1}`, type: textOf(given), optional };
      });
    });
  const callsOf = (lab: ts.Type, before: string): Call[] =>
    lab.getProperties().flatMap((property) => {
      const type = checker.getTypeOfSymbol(property);
      const [signature] = type.getCallSignatures();
      const name = before + property.name;
      if (!signature && type.flags & ts.TypeFlags.Object) return callsOf(type, `${name}.`);
      const parameters = signature ? parametersOf(signature) : null;
      const returned = signature?.getReturnType() ?? type;
      meetIn(returned);
      const returns = tag(property, 'returns');
      const said = [about(property), returns && `Returns ${returns}`].filter(Boolean).join(' ');
      return [{ name, parameters, returns: textOf(returned), about: said, throws: tag(property, 'throws') }];
    });
  const calls = callsOf(checker.getDeclaredTypeOfSymbol(lab), '');

  /** What a declaration speaks of is met, too. */
  const meetNames = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : ts.isExpressionWithTypeArguments(node) ? node.expression : null;
    const symbol = name && checker.getSymbolAtLocation(name);
    if (symbol) meet(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
    node.forEachChild(meetNames);
  };
  /** A type as it is written, without comments; as the compiler sees it where the words would hide what it is. */
  const written = (node: ts.TypeNode): string => {
    const text = oneLine(printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()));
    return /typeof |InferOutput|\['/.test(text)
      ? inOneOrder(checker.typeToString(checker.getTypeFromTypeNode(node), undefined, IN_FULL))
      : text;
  };
  /** The members of an object that is written out in a field, or of a list of such. */
  const inside = (node: ts.TypeNode | undefined): { members: ts.NodeArray<ts.TypeElement>; as: string } | null => {
    if (node && ts.isArrayTypeNode(node) && ts.isTypeLiteralNode(node.elementType)) return { members: node.elementType.members, as: '[]' };
    return node && ts.isTypeLiteralNode(node) ? { members: node.members, as: '' } : null;
  };
  const fieldsOf = (members: ts.NodeArray<ts.TypeElement>, before = ''): Field[] =>
    members.flatMap((member) => {
      const symbol = member.name && checker.getSymbolAtLocation(member.name);
      const type = ts.isPropertySignature(member) ? member.type : undefined;
      const name = before + (member.name?.getText() ?? oneLine(member.getText()));
      const inner = inside(type);
      const told = inner && fieldsOf(inner.members, `${name}${inner.as}.`);
      const apart = told?.some(({ about }) => about !== '') ? told : [];
      const text = type ? written(type) : '';
      const shown = apart.length > 0 ? `object${inner?.as}` : text;
      return [{ name, type: shown, optional: Boolean(member.questionToken), about: symbol ? about(symbol) : '' }, ...apart];
    });
  const named = (symbol: ts.Symbol): Named => {
    const declared = symbol.declarations![0] as ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
    const base = { name: symbol.name, about: about(symbol), is: '', fields: [] };
    if (symbol.name in TOLD_ELSEWHERE) return { ...base, about: TOLD_ELSEWHERE[symbol.name]! };
    declared.forEachChild(meetNames);
    if (ts.isInterfaceDeclaration(declared))
      return {
        ...base,
        is: declared.heritageClauses?.map((one) => oneLine(one.getText())).join(' ') ?? '',
        fields: fieldsOf(declared.members),
      };
    if (ts.isTypeLiteralNode(declared.type)) return { ...base, fields: fieldsOf(declared.type.members) };
    return { ...base, is: written(declared.type) };
  };
  const types: (Named & { readonly file: string })[] = [];
  // A set goes on over what is met meanwhile.
  for (const symbol of met) {
    const file = path.relative(root, symbol.declarations?.[0]?.getSourceFile().fileName ?? root);
    types.push({ ...named(symbol), file });
  }
  const alone = (type: (typeof types)[number]): boolean =>
    type.file.startsWith('src/console') || types.every((other) => other === type || other.name !== type.name);
  const ordered = types.map((type) => (alone(type) ? type : { ...type, name: `${type.name} of ${type.file}` }));
  return { calls, types: ordered.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
