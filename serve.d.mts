/** Of every answer. */
export const HEADERS: Readonly<Record<string, string>>;
export function fileOf(root: string, address: string): string | null;
export function rangeOf(header: string | undefined, size: number): readonly [number, number] | 'outside' | null;
export function answerFrom(root: string): (request: unknown, answer: unknown) => void;
export function optionsOf(args: readonly string[]): { port: number; secure: boolean; onlyHere: boolean };
export function greeting(o: { secure: boolean; port: number; addresses: readonly string[]; onlyHere?: boolean }): string;
