/** The first screen: a curve, the switch that takes it down, and two answers that a slider moves. It needs no model. */
import './opening.css';
import { useOnShow } from '../lesson/on-show';
import { TwoAnswers } from './TwoAnswers';
import { NextStep } from './NextStep';
import { Read, Said } from './Read';
import { t } from '../../language/t';

export function Opening() {
  const isOnShow = useOnShow('opening');
  return (
    <section className="opening" id="opening" hidden={!isOnShow} aria-labelledby="opening-title">
      <h2 className="visually-hidden" id="opening-title">{t`At a glance`}</h2>
      <Read />
      <TwoAnswers />
      <NextStep />
      <Said />
    </section>
  );
}
