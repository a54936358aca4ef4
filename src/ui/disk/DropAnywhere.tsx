/**
 * Files dropped anywhere on the page are opened by what they are, from the first screen on. Without this the browser would leave the page
 * for the file.
 */
import { useEffect } from 'react';
import { forget } from '../parts/forget';
import { dropped } from './dropped';

export function DropAnywhere() {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      // A button of its own has taken it, or it is text on its way into a field.
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const files = dropped(event.dataTransfer);
      // What opens files comes with the parts below; the files themselves had to be taken before this event ended.
      forget(Promise.all([files, import('./open-dropped')]).then(([given, { openDropped }]) => openDropped(given)));
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
  return null;
}
