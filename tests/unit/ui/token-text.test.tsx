/** The tokens of an answer as buttons: each has a name, what cannot be seen too. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { TokenText } from '../../../src/ui/tokens/TokenText';

test('white space and parts of characters say what they are', () => {
  const pieces = ['One', '\n\n', ' ', '', ' two'];
  const nothing = () => undefined;
  const html = renderToStaticMarkup(
    <TokenText
      pieces={pieces}
      tints={pieces.map(() => 0)}
      at={0}
      given={0}
      held={null}
      label="an answer"
      onPoint={nothing}
      onHold={nothing}
    />,
  );
  const names = [...html.matchAll(/<span[^>]*role="button"[^>]*>/g)].map(([tag]) => /aria-label="([^"]+)"/.exec(tag)?.[1]);
  expect(names).toEqual([undefined, 'line break', 'space', 'part of a character', undefined]);
});
