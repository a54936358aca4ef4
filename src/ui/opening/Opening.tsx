/** The first screen: a curve, the switch that takes it down, and two answers that a slider moves. It needs no model. */
import './opening.css';
import { useOnShow } from '../lesson/on-show';
import { TwoAnswers } from './TwoAnswers';
import { NextStep } from './NextStep';
import { Read, Said } from './Read';

export function Opening() {
  const isOnShow = useOnShow('opening');
  return (
    <section className="opening" id="opening" hidden={!isOnShow} aria-label="At a glance">
      <Read />
      <TwoAnswers />
      <NextStep />
      <Said />
    </section>
  );
}
