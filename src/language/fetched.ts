/** Fetches a language file. Whatever is wrong with it, the page opens: in English, or with those texts in English that do not fit. */
import { readBounded } from '../formats/bounded';
import type { Chosen } from './chosen';
import { CODE, MOST_BYTES, readLanguage } from './language';
import type { Wanted } from './wanted';

/** Entries that are spelt out; the console has all. */
const SAID = 3;

/** The language, and what is wrong with its file. Never rejects. */
export async function fetched({ code, url }: Wanted): Promise<Chosen> {
  if (!CODE.test(code))
    return english(
      `This page has no texts in the language “${code.slice(0, 20)}”: that is no code of a language.`,
      'Name one as in lang=de or lang=pt-BR.',
    );
  const file = `language/${code}.json`;
  try {
    const { language, wrong } = readLanguage(await textOf(url, file), code);
    return { language, trouble: wrong.length === 0 ? null : leftOut(file, wrong) };
  } catch (error) {
    return english(
      `This page has no texts in the language “${code}”: ${error instanceof Error ? error.message : String(error)}.`,
      `It is in English until ${file}, beside the page, is mended; docs/language.md says what such a file holds.`,
    );
  }
}

/** Throws an Error that says why there is none. */
async function textOf(url: string, file: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw new Error(`the server answered ${answer.status} for ${file}`);
  // Some servers answer every address with their page.
  if (/html/.test(answer.headers.get('content-type') ?? '')) throw new Error(`${file} is not there`);
  const bytes = await readBounded(answer.body, MOST_BYTES);
  if (bytes === null) throw new Error(`${file} has more than ${MOST_BYTES / 1e6} MB`);
  return new TextDecoder().decode(bytes);
}

const english = (message: string, hint: string): Chosen => ({ language: null, trouble: { message, hint } });

function leftOut(file: string, wrong: readonly string[]): Chosen['trouble'] {
  if (typeof document !== 'undefined') console.warn(`${file}: left out, as they do not fit their English:\n${wrong.join('\n')}`);
  const some = wrong.slice(0, SAID).join('; ') + (wrong.length > SAID ? `; and ${wrong.length - SAID} more` : '');
  const which = wrong.length === 1 ? 'one text does not fit its English and is' : `${wrong.length} texts do not fit their English and are`;
  return { message: `Of ${file}, ${which} left out: ${some}.`, hint: 'They stand here in English. Correct them in the file.' };
}
