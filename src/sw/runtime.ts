/** Which build of ONNX Runtime a file is of, by its name in the built page. */

export type Build = 'plain' | 'jspi' | 'asyncify';

const NAME = /\/ort-wasm-simd-threaded(?:\.(jspi|asyncify))?-[\w-]+\.(?:mjs|wasm)$/;

/** Null for a file that is of none. `url`: absolute or relative. */
export function buildOf(url: string): Build | null {
  const found = NAME.exec(url);
  return found ? ((found[1] as Build | undefined) ?? 'plain') : null;
}
