export function selfSigned(addresses: readonly string[], now?: Date, days?: number): { key: string; cert: string };
