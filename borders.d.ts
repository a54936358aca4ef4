export interface Border {
  area: string[];
  idea: string;
  may: string[];
  types: string[];
  packages: string[];
  says: string;
}
export const BORDERS: Border[];
export function breach(file: string, specifier: string, onlyTypes: boolean): string | null;
export const rule: object;
export function table(): string;
