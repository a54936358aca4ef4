/** Cells that hold a conversation, a list of messages as chat templates take it, as the text that is meant. https://pypi.org/project/trl */
import type { Table } from './table';

interface Message {
  readonly role: string;
  readonly text: string;
}

/**
 * The table with a text in the place of each conversation: of one that ends with the assistant that last message, of one that ends with the
 * user all of the user's messages. Where no column is the prompt, it is what the user said before the chosen answer. A row that said more
 * than that is `cut`.
 */
export function withoutConversations(table: Table): Table {
  const { columns, rows } = table;
  if (!rows.some(({ cells }) => cells.some((cell) => messagesOf(cell) !== null))) return table;
  const chosen = columns.findIndex((name) => /^chosen$/i.test(name));
  const lacksPrompt = chosen >= 0 && !columns.some((name) => /^prompt$/i.test(name));
  return {
    ...table,
    columns: lacksPrompt ? [...columns, 'prompt'] : columns,
    rows: rows.map((row) => {
      const texts = Array.from(columns, (_, i) => textOf(row.cells[i]));
      const cells = lacksPrompt ? [...texts, ofUser(messagesOf(row.cells[chosen]) ?? [])] : texts;
      return { ...row, cells, ...(row.cells.some(isCut) && { cut: true as const }) };
    }),
  };
}

function textOf(cell: unknown): unknown {
  const messages = messagesOf(cell);
  const last = messages?.at(-1);
  if (messages === null || last === undefined) return cell;
  if (last.role === 'assistant') return last.text;
  return last.role === 'user' ? ofUser(messages) : cell;
}

/** Whether somebody else than the user spoke before the last message: such a message is in no text. */
const isCut = (cell: unknown): boolean => (messagesOf(cell) ?? []).slice(0, -1).some(({ role }) => role !== 'user');

const ofUser = (messages: readonly Message[]): string =>
  messages
    .filter(({ role }) => role === 'user')
    .map(({ text }) => text)
    .join('\n\n');

/** null for anything else than a list of messages. */
function messagesOf(cell: unknown): Message[] | null {
  if (!Array.isArray(cell) || cell.length === 0) return null;
  const messages = cell.map(messageOf);
  return messages.every((one) => one !== null) ? messages : null;
}

/** A message's content is a text, or a list of parts of which some are texts. */
function messageOf(value: unknown): Message | null {
  const { role, content } = (typeof value === 'object' && value !== null ? value : {}) as { role?: unknown; content?: unknown };
  if (typeof role !== 'string') return null;
  if (typeof content === 'string') return { role, text: content };
  if (!Array.isArray(content)) return null;
  const texts = content.map((part: unknown) => (part as { text?: unknown } | null)?.text);
  return texts.every((text) => typeof text === 'string') ? { role, text: texts.join('') } : null;
}
