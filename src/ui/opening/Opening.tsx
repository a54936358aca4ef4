/** The first screen: the curve that looks perfect, the switch that takes it down, and two answers that a slider moves. All of it recorded. */
import './opening.css';
import { TwoAnswers } from './TwoAnswers';
import { NextStep } from './NextStep';
import { Read } from './Read';

export function Opening() {
  return (
    <section className="opening" id="opening" aria-label="At a glance">
      <Read />
      <TwoAnswers />
      <NextStep />
    </section>
  );
}
