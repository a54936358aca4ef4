/** What the first chart waits for: what `src/main.tsx` imports, and what that imports, but for what is fetched later by `import()`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Files of the lab that a file imports and runs; types leave no code. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier) return [];
    const named = ts.isImportDeclaration(statement) ? statement.importClause : statement;
    const list = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    const elements = list && 'elements' in list ? list.elements : null;
    const onlyTypes = (named && 'isTypeOnly' in named && named.isTypeOnly) || (elements?.length && elements.every((one) => one.isTypeOnly));
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    if (onlyTypes || !text.startsWith('.')) return [];
    const at = path.join(path.dirname(file), text);
    return [`${at}.ts`, `${at}.tsx`].filter(existsSync);
  });
}

function reached(from: string): Map<string, string | null> {
  const by = new Map<string, string | null>([[from, null]]);
  for (const [file] of by) for (const next of importsOf(file)) if (!by.has(next)) by.set(next, file);
  return by;
}

test('of the first screen, and of nothing that is below it', () => {
  const first = reached('src/main.tsx');
  const way = (file: string | null): string[] => (file === null ? [] : [file, ...way(first.get(file) ?? null)]);
  expect(first.size).toBeGreaterThan(100);
  expect(first.has('src/ui/opening/Opening.tsx')).toBe(true);
  for (const late of ['src/app/lower.ts', 'src/app/lower-actions.ts', 'src/ui/Story.tsx', 'src/console/console.ts', 'src/play/step.ts'])
    expect(way(first.has(late) ? late : null), `${late} is fetched before the first chart`).toEqual([]);
  expect(reached('src/ui/Story.tsx').has('src/app/lower-actions.ts')).toBe(true);
});
