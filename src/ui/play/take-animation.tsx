/** The moving picture of a game as the text of a file: drawn out of sight, once, when somebody asks for it. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { svgText } from '../figure/take';
import { AnimatedGame, type AnimatedGameProps } from './AnimatedGame';

export function animationText(props: AnimatedGameProps): string {
  const place = document.createElement('div');
  const root = createRoot(place);
  try {
    flushSync(() => root.render(<AnimatedGame {...props} />));
    return svgText(place.querySelector('svg')!);
  } finally {
    root.unmount();
  }
}
