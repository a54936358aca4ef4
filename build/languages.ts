/** The languages that lie beside the page, as it is built: src/language/wanted.ts goes by them where no address asks for one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CODE, readLanguage } from '../src/language/language.ts';

/** `root`: the folder of our package.json. Throws where a file in public/language is none, or has texts that do not fit. */
export function languages(root: string): { code: string; name: string }[] {
  const folder = path.join(root, 'public/language');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const code = path.basename(file, '.json');
      if (!CODE.test(code)) throw new Error(`public/language/${file}: its name is no code of a language, such as de or pt-BR`);
      return { code, name: checked(path.join(folder, file), code) };
    });
}

function checked(file: string, code: string): string {
  const { language, wrong } = readLanguage(readFileSync(file, 'utf8'), code);
  if (wrong.length > 0) throw new Error(`${file}: these do not fit their English:\n${wrong.join('\n')}`);
  return language.name;
}
