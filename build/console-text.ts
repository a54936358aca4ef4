/**
 * docs/console.md. tests/unit/console/reference.test.ts holds the file against this text, and writes it anew with `-u`.
 */
import { errorCodes, whereOf } from '../src/error-codes.ts';
import type { Call, Named, Reference } from './console-reference.ts';

const PARTS = {
  model: 'The model',
  texts: 'The texts',
  reading: 'Reading',
  steer: 'Steering',
  disk: 'This disk',
  null: 'Any part',
} as const;

const HEAD = `# Console

\`window.lab\` does what the page does, through the same worker. README.md, “Console”, has examples. This page is made from the types and comments of [src/console](../src/console), and a test holds it against them. It is not written by hand: \`npx vitest run tests/unit/console/reference.test.ts -u\` makes it anew.`;
const TYPES = 'A field with `?` may be left out.';
const ERRORS =
  'Every rejection is an `Error` with `code`, `message` (what happened), `hint` (what it means, and what to do) and `where`, the part of the work it belongs to. Codes are stable.';

/** docs/console.md. */
export function consoleText({ calls, types }: Reference): string {
  const names = new Set(types.map(({ name }) => name));
  /** The type, and where what it names is told. */
  const link = (type: string): string => {
    const told = [...new Set(type.match(/\b[A-Z]\w*/g))].filter((name) => names.has(name));
    const links = told.map((name) => `[${name}](#${name.toLowerCase()})`).join(', ');
    return `\`${type}\`${links && ` (${links})`}`;
  };
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const call = ({ name, parameters, returns, about, throws }: Call): string =>
    [
      `### lab.${name}${parameters ? `(${parameters.map((one) => one.name + (one.optional ? '?' : '')).join(', ')})` : ''}`,
      about,
      (parameters ?? []).map(({ name, type, optional }) => `- \`${name}\`${optional ? ', may be left out' : ''}: ${link(type)}`).join('\n'),
      `${parameters ? 'Gives' : 'Is'} ${link(returns)}.${throws ? ` Errors: ${throws}.` : ''}`,
    ]
      .filter(Boolean)
      .join('\n\n');
  const type = ({ name, about, is, fields }: Named): string =>
    [
      `### ${name}`,
      about,
      is && `\`${is}\``,
      fields.length > 0 &&
        [
          '| field | type | meaning |',
          '|---|---|---|',
          ...fields.map((one) => `| \`${one.name}${one.optional ? '?' : ''}\` | \`${cell(one.type)}\` | ${cell(one.about)} |`),
        ].join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n');
  const errors = Object.entries(PARTS).map(([where, title]) => {
    const codes = errorCodes.filter((code) => String(whereOf(code)) === where).sort();
    return `- **${title}** (\`where: ${where === 'null' ? 'null' : `'${where}'`}\`): ${codes.map((code) => `\`${code}\``).join(', ')}`;
  });
  return `${[HEAD, '## Calls', ...calls.map(call), '## Types', TYPES, ...types.map(type), '## Errors', ERRORS, errors.join('\n')].join('\n\n')}\n`;
}
