export function findChromium(): string;
export const CHROMIUM_ARGS: string[];
export const SOFTWARE_WEBGPU: string[];
export const HARDWARE_WEBGPU: string[];
