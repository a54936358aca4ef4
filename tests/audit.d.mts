export function judge(output: string): { code: 0 | 1 | 2; says: string };
