/** The recipes of docs/hosting.md as programs take them: tests run what stands there. */
import { readFileSync } from 'node:fs';

const TEXT = readFileSync('docs/hosting.md', 'utf8');

/** The first block of `language` under the heading. Throws where there is none. */
export function recipe(heading: string, language: string): string {
  const [, under] = TEXT.split(`\n## ${heading}\n`);
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(under?.split('\n## ')[0] ?? '')?.[1];
  if (!block) throw new Error(`docs/hosting.md has no ${language} under ${heading}`);
  return block;
}

/** `custom_headers` of the Space's front matter, by name in lower case. */
export function spaceHeaders(): Record<string, string> {
  const [, block = ''] = /custom_headers:\n((?: {2}.*\n)+)/.exec(recipe('Hugging Face Spaces', 'yaml')) ?? [];
  return Object.fromEntries([...block.matchAll(/^ {2}([\w-]+): (.*)$/gm)].map(([, name, value]) => [name!, value!]));
}

/** What nginx adds to each answer, by name in lower case. */
export const nginxHeaders = (): Record<string, string> =>
  Object.fromEntries(
    [...recipe('nginx', 'nginx').matchAll(/add_header (\S+) (\S+) always;/g)].map(([, name, value]) => [name!.toLowerCase(), value!]),
  );
