export function filesOfStick(root: string): [path: string, file: string][];
export function writeStick(root: string, target: string, folder: string): Promise<void>;
