/** How large ONNX Runtime's memory is. It makes it from JavaScript; this file has to be loaded before it does. */
const made: WebAssembly.Memory[] = [];

WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    made.push(this);
  }
};

/** Bytes of all WebAssembly memories of this worker. They only ever grow. */
export function wasmBytes(): number {
  if (made.length === 0) throw new Error('expected a WebAssembly memory, found none: is wasm-memory.ts loaded first?');
  return made.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
