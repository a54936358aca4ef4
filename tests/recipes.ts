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

/** The policy that nginx sends with the files whose path it matches. Throws where there is none. */
export function nginxPolicy(): { files: RegExp; policy: string } {
  const text = recipe('nginx', 'nginx');
  const [, files, policy] = /map \$uri \$script_policy \{\n {2}default "";\n {2}"~(.*)" "(.*)";\n\}/.exec(text) ?? [];
  if (!files || !policy || !text.includes('add_header Content-Security-Policy $script_policy;')) throw new Error('nginx sends no policy');
  return { files: new RegExp(files), policy };
}

/** What a Docker Space is made of: files and folders that it copies, its command, and the port that it is asked at. */
export function dockerSpace(): { copied: string[]; command: string[]; port: number } {
  const file = recipe('Hugging Face Spaces', 'dockerfile');
  const copied = [...file.matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, names]) => names!.split(' '));
  const command = JSON.parse(/^CMD (.*)$/m.exec(file)![1]!) as string[];
  return { copied, command, port: Number(/app_port: (\d+)/.exec(recipe('Hugging Face Spaces', 'text'))![1]) };
}
