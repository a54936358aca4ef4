/** Gives a text, bytes or a picture to the browser as a file to keep. `type`: of a text, or of bytes. */
export function saveFile(content: string | Uint8Array<ArrayBuffer> | Blob, name: string, type = 'application/json'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this task; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
