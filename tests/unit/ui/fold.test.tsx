/** Folds: made when they are opened first, there after that, and opened and closed by name, one by one or all. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { Fold } from '../../../src/ui/parts/Fold';
import { foldAll, isOpen, setFold, unfold, withFold, type Folded } from '../../../src/ui/parts/folded';

afterEach(() => foldAll(false));

const closed: Folded = { everything: false, except: new Set() };

test('a fold holds nothing before it is opened', () => {
  let made = 0;
  const Inside = () => <p>{++made}</p>;
  const drawn = (): string =>
    renderToStaticMarkup(
      <Fold id="hub" note="here">
        <Inside />
      </Fold>,
    );
  expect(drawn()).toMatch(/^<details id="fold-hub"[^>]*><summary>.*Where files come from.*here.*<\/summary><\/details>$/);
  expect(made).toBe(0);
  setFold('hub', true);
  expect(drawn()).toMatch(/<details[^>]* open="">.*<p>1<\/p>/);
});

test('what is opened by name opens all that it lies in', () => {
  unfold('hub');
  const drawn = renderToStaticMarkup(
    <Fold id="models">
      <Fold id="hub">here</Fold>
    </Fold>,
  );
  expect(drawn.match(/ open=""/g)).toHaveLength(2);
});

test('after “Unfold everything” one fold can be closed, and one that comes later is open', () => {
  const all: Folded = { everything: true, except: new Set() };
  const but = withFold(all, 'chat', false);
  expect([isOpen(but, 'chat'), isOpen(but, 'sweep')]).toEqual([false, true]);
  expect(isOpen(withFold(but, 'chat', true), 'chat')).toBe(true);
});

test('what is so already changes nothing, so that a toggle that follows a change draws nothing', () => {
  expect(withFold(closed, 'chat', false)).toBe(closed);
  const open = withFold(closed, 'chat', true);
  expect(withFold(open, 'chat', true)).toBe(open);
  expect(withFold(open, 'chat', false)).toEqual(closed);
});
