/**
 * What the page says, taken from its source: `npm run language` writes it to src/language/en.json, by file; `npm run language -- de` begins
 * a translation (public/language/de.json), or tells what one that is there lacks; with `--add` it also puts that in, empty.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const TAGS = new Set(['t', 'rich']);
/** Modules that give `count`, by the end of how they are imported. */
const COUNTS = /(^|\/)(count|format)$/;

/** The keys of one file, in their order, each once; those of counted nouns apart, too, for they have plural forms. */
export function keysOf(name, code) {
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const keys = new Set();
  const counted = new Set();
  const counts = countsOf(file);
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText())) keys.add(keyOf(node.template));
    if (ts.isCallExpression(node) && counts.has(node.expression.getText()))
      for (const noun of nounsOf(node)) {
        keys.add(`{0} ${noun}`);
        counted.add(`{0} ${noun}`);
      }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { keys: [...keys], counted };
}

/** The English of a template with numbered places. */
function keyOf(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce((key, { literal }, i) => `${key}{${i}}${literal.text}`, template.head.text);
}

/** The names that a file has for `count`. */
function countsOf(file) {
  const imports = file.statements.filter((one) => ts.isImportDeclaration(one) && COUNTS.test(one.moduleSpecifier.text));
  const names = imports.flatMap(({ importClause }) => importClause?.namedBindings?.elements ?? []);
  return new Set(names.filter(({ name, propertyName }) => (propertyName ?? name).text === 'count').map(({ name }) => name.text));
}

/** The nouns of count(n, one, many), for many. A noun that is chosen is each of those that it is chosen from. */
function nounsOf({ arguments: [, one, many] }) {
  if (many) return literals(many);
  return one ? literals(one).map((noun) => `${noun}s`) : [];
}

function literals(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  return [];
}

/** All that is said: file → its keys, files in their order; and the keys of counted nouns. */
export function said(root) {
  const byFile = {};
  const counted = new Set();
  for (const folder of ['src', 'workers'])
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(slashed).sort()) {
      if (!/\.tsx?$/.test(name)) continue;
      const found = keysOf(name, readFileSync(path.join(root, folder, name), 'utf8'));
      if (found.keys.length > 0) byFile[`${folder}/${name}`] = found.keys;
      found.counted.forEach((key) => counted.add(key));
    }
  return { byFile, counted };
}

const slashed = (name) => name.split(path.sep).join('/');
export const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;
/** Each key once, in the order of the files. */
export const allKeys = (byFile) => [...new Set(Object.values(byFile).flat())];

/** An entry that nobody has written yet. */
const empty = (key, counted, forms) => (counted.has(key) ? Object.fromEntries(forms.map((form) => [form, ''])) : '');
const isEmpty = (entry) =>
  entry === undefined || entry === '' || (typeof entry === 'object' && Object.values(entry).every((one) => one === ''));

/** A language file with nothing translated yet. `keys`: of `said`. */
export function skeleton(code, { byFile, counted }) {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
  const texts = Object.fromEntries(allKeys(byFile).map((key) => [key, empty(key, counted, forms)]));
  return { format: 'eia-lab/language/1', code, name: nameOf(code), dir: 'ltr', texts };
}

/** "Deutsch" for "de", where the machine knows. */
const nameOf = (code) => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;

/** What a file lacks, and what of it the page says no more. */
export function compared(texts, byFile) {
  const keys = allKeys(byFile);
  const known = new Set(keys);
  return { missing: keys.filter((key) => isEmpty(texts[key])), unused: Object.keys(texts).filter((key) => !known.has(key)) };
}

/** The reader of the page, which imports nothing: compiled here, so that there is one. */
async function reader(root) {
  const code = readFileSync(path.join(root, 'src/language/language.ts'), 'utf8');
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

async function main([code, ...flags]) {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  const all = said(root);
  writeFileSync(path.join(root, 'src/language/en.json'), asJson(all.byFile));
  console.log(`src/language/en.json: ${allKeys(all.byFile).length} texts of ${Object.keys(all.byFile).length} files.`);
  if (code === undefined) return;
  const { CODE, readLanguage } = await reader(root);
  if (!CODE.test(code)) throw new Error(`“${code}” is no code of a language: give one such as de or pt-BR.`);
  const file = path.join(root, 'public/language', `${code}.json`);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, asJson(skeleton(code, all)));
    return console.log(`public/language/${code}.json was begun. What stays empty in it is said in English: docs/language.md.`);
  }
  const json = readFileSync(file, 'utf8');
  const { wrong } = readLanguage(json, code);
  const now = JSON.parse(json);
  const { missing, unused } = compared(now.texts, all.byFile);
  for (const [what, keys] of [
    ['not translated', missing],
    ['said no more', unused],
    ['do not fit their English', wrong],
  ])
    console.log(`${keys.length} ${what}${keys.length > 0 ? `:\n  ${keys.join('\n  ')}` : '.'}`);
  if (!flags.includes('--add')) return;
  const { texts } = skeleton(code, all);
  writeFileSync(file, asJson({ ...now, texts: { ...Object.fromEntries(missing.map((key) => [key, texts[key]])), ...now.texts } }));
  console.log(`The ${missing.length} are in the file now, before the others, empty.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
