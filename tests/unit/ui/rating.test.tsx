/** The rating panel's keys, what is said of agreement, the tables behind the pictures, and rated answers as points of the EIA chart. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../../src/experiment/experiment';
import type { Rating } from '../../../src/experiment/rating';
import { ratingsAsked, ratingsGiven } from '../../../src/experiment/ratings-asked';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { ratingsReport } from '../../../src/lab/report/ratings';
import { eiaRows, keysOf } from '../../../src/ui/behaviour/EiaFigure';
import { RatedAnswers } from '../../../src/ui/behaviour/RatedAnswers';
import { ratedPoints } from '../../../src/ui/behaviour/rated-points';
import { SERIES_COLUMNS, seriesRows } from '../../../src/ui/behaviour/rated-twin';
import { layout } from '../../../src/ui/dots/layout';
import { actOf } from '../../../src/ui/rating/keys';
import { pushText } from '../../../src/ui/rating/push-text';
import { ratedOrigin } from '../../../src/ui/rating/rated-origin';
import { countedText } from '../../../src/ui/rating/counted-text';
import { JudgesShares } from '../../../src/ui/rating/JudgesShares';
import { RatedFigure } from '../../../src/ui/rating/RatedFigure';
import { ratingRows, STRENGTH_COLUMNS, strengthRows } from '../../../src/ui/rating/RatedByStrength';
import { RaterAgreements } from '../../../src/ui/rating/RaterAgreements';
import { RECORDING } from '../../recording';

const recorded = decodeExperiment(RECORDING, 'run.json') as unknown as Experiment;
const { answers } = recorded;
const { directions } = answers[0]!.reads!;
const by = (name: string, scores: readonly Rating['score'][]): Rating[] =>
  scores.map((score, i) => ({
    ...{ of: answers[i]!.id, by: name, blind: i > 0, score, at: '2026-11-26T10:00:00.000Z', source: 'person' as const },
  }));
const asking = (...ratings: Rating[]) => {
  const asked = ratingsAsked({ answers, ratings });
  return { asked, report: ratingsReport(ratingsGiven(asked, directions, 1)) };
};
type Given = ReturnType<typeof asking>['asked']['answers'][number]['ratings'][number];
const ownTemperature = ({ rater, rating }: Given): Given => ({ rater, rating: { ...rating, temperature: null } });
const { asked, report } = asking(...by('Ada', [0, 1, 2, 2]), ...by('Bo', [0, 1, 2, 0]));

describe('keys', () => {
  const key = (name: string, over = {}) => actOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...over });
  test('rate, undo and skip', () =>
    expect(['0', '1', '2', 'u', 'U', 'Backspace', 's', 'S'].map((name) => key(name))).toEqual([
      0,
      1,
      2,
      'undo',
      'undo',
      'undo',
      'skip',
      'skip',
    ]));
  test('are left to the browser with a modifier, held down, and for all else', () =>
    expect([key('1', { ctrlKey: true }), key('2', { metaKey: true }), key('2', { repeat: true }), key('3'), key('Tab')]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]));
});

describe('agreement', () => {
  const told = (...ratings: Rating[]): string => renderToStaticMarkup(<RaterAgreements {...asking(...ratings)} />);
  test('of two people: kappa, why there is no interval, n, and the table', () => {
    const html = told(...by('Ada', [0, 1, 2, 2]), ...by('Bo', [0, 1, 2, 0]));
    expect(html).toContain(`data-kappa="${report.agreements[0]!.kappa}" data-n="3"`);
    expect(html).toContain(
      'no interval under ten answers that both rated; n = 3, rated blind by both; 1 answer left out, rated by one of them',
    );
    expect(html).toContain('<th scope="row">2</th><td>1</td><td>0</td><td>1</td>');
    expect(html).toContain('Download as CSV');
    expect(told(...by('Ada', [0]), ...by('Bo', [0]))).toContain('no answer was rated blind by both');
  });
  test('needs two people, and an answer that both rated', () => {
    expect(told()).toBe('');
    expect(told(...by('Ada', [0]))).toContain('All ratings are by <bdi>Ada</bdi>');
    expect(told(...by('Ada', [0]), ...by('Bo', [0, 1]).slice(1))).toContain('no answer was rated by two of them');
  });
  test('is none where both gave one rating to everything', () =>
    expect(told(...by('Ada', [1, 1]), ...by('Bo', [1, 1]))).toContain('so there is no kappa'));
});

describe('tables', () => {
  const names = asked.pushes.map((push) => pushText(push, () => 'Empathy', false));
  test('by strength: mean, n, and the share that nobody rated', () => {
    expect(names).toEqual(['“Empathy”, blocks 10–19, α in separations']);
    const rows = strengthRows(report.strengths, names);
    expect(rows[3]).toEqual([{ text: names[0] }, -2, 1, NaN, NaN, 1, 1, 0]);
    expect(rows[8]).toEqual([{ text: names[0] }, 6, NaN, NaN, NaN, 0, 1, 1]);
    expect(rows[0]).toHaveLength(STRENGTH_COLUMNS.length);
    expect(countedText(report.counted)).toBe('Blind ratings alone count here; 2 ratings given with the strength known are left out.');
    expect(countedText({ blind: false, leftOut: 0 })).toContain('None of these ratings is blind');
  });
  test('every rating with its strength, its rater and whether it was blind', () => {
    const rows = ratingRows(asked, names);
    expect(rows).toHaveLength(8);
    expect(rows[0]!.slice(0, 6)).toEqual([{ text: 'answer-1' }, { text: names[0] }, -6, 0, { text: 'Ada' }, { text: 'no' }]);
    expect(rows[2]![5]).toEqual({ text: 'yes' });
  });
});

describe('rated answers in the EIA chart', () => {
  const points = ratedPoints(asked, directions, 15);
  test('lie at the score read again without the push, never at the pushed one', () => {
    expect(points).toHaveLength(8);
    expect(points[0]).toMatchObject({ name: 'answer-1', by: 'Ada', rating: 0, score: answers[0]!.reads!.unsteered![15] });
    expect(ratedPoints(asked, 'other directions', 15)).toEqual([]);
  });
  test('have a mark of their own in the row of their rating, whose mean stays that of the texts', () => {
    const rows = eiaRows([{ id: 'text', eia: 2, score: 1, cut: false }], points);
    expect(rows.map(({ dots }) => dots.filter(({ answer }) => answer === 'blind').length)).toEqual([3, 2, 1]);
    expect(rows.map(({ dots }) => dots.filter(({ answer }) => answer === 'seen').length)).toEqual([0, 0, 2]);
    expect(rows[0]!.mean).toBe(1);
    const [drawn] = layout(rows, null, 500)!.rows;
    expect(layout(rows, null, 500)!.rows.map(({ seen }) => seen.split('M').length - 1)).toEqual([0, 0, 2]);
    expect([drawn!.answers.match(/Z/g)?.length, drawn!.filled.match(/M/g)?.length, drawn!.hollow]).toEqual([3, 1, '']);
  });
  test('say r with n by themselves, and have a table of every block', () => {
    const html = renderToStaticMarkup(<RatedAnswers points={points} series={report.series} layer={15} />);
    expect(html).toContain(`data-r="${report.series!.table.r[15]}" data-n="3"`);
    expect(html).toContain('Blind ratings alone count here; 2 ratings given with the strength known are left out.');
    expect(seriesRows(report.series!)).toHaveLength(30);
    expect(seriesRows(report.series!)[15]).toHaveLength(SERIES_COLUMNS.length);
    const few = asking(...by('Ada', [0, 2]));
    const html2 = renderToStaticMarkup(
      <RatedAnswers points={ratedPoints(few.asked, directions, 15)} series={few.report.series} layer={15} />,
    );
    expect(html2).toContain('2 rated answers along these directions, 1 of them rated blind: too few for a correlation of their own.');
  });
});

describe('a judge’s ratings are marked as a program’s', () => {
  const judgedOnly = (scores: readonly Rating['score'][]): Rating[] =>
    by('large @ host', scores).map((one) => ({ ...one, blind: true, source: 'judge' as const }));
  const own = asking(...judgedOnly([0, 1, 2, 2]));
  test('with a mark and a key of their own in the chart, whatever people rated', () => {
    const both = asking(...by('Ada', [0, 1, 2, 2]), ...judgedOnly([0, 1, 2, 2]));
    const points = ratedPoints(both.asked, directions, 15);
    expect(points.map(({ rated }) => rated)).toEqual(['seen', 'judge', 'blind', 'judge', 'blind', 'judge', 'blind', 'judge']);
    expect(keysOf(points).map(({ mark, label }) => [mark.shape, /judge/.test(label)])).toEqual([
      ['bar', false],
      ['diamond', false],
      ['cross', false],
      ['triangle', true],
    ]);
    const drawn = layout(eiaRows([], points), null, 500)!.rows;
    expect(drawn.map(({ judged }) => judged.split('M').length - 1)).toEqual([2, 1, 1]);
    expect(drawn.map(({ answers }) => answers.split('M').length - 1)).toEqual([2, 1, 0]);
  });
  test('in title and foot of the figure of mean ratings, which go along into its picture', () => {
    const figure = (judged: boolean): string =>
      renderToStaticMarkup(<RatedFigure strengths={own.report.strengths} judged={judged} dosed={null} name="a push" origin="here" />);
    expect(figure(true)).toContain('A judge’s mean rating by strength: a push');
    expect(figure(true)).toContain('mean rating of a judge, which is a program');
    expect(figure(false)).not.toContain('mean rating of a judge');
    const known = { ...recorded, catalogue: [], origins: {}, version: '9' };
    const foot = (all: typeof own.asked): string => ratedOrigin(all.answers[0]!.push, all, known);
    expect(foot(own.asked)).toContain('rated by large @ host (judge), no person');
    expect(foot(asked)).not.toContain('no person');
  });
  test('with the share of answers that have none of its scores, from the ratings alone', () => {
    const html = renderToStaticMarkup(<JudgesShares asked={own.asked} />);
    expect(html).toContain('large @ host (judge): 5 answers of 9 (56 %) without a score of this judge');
    expect(html).not.toContain('temperature');
    const free = { ...own.asked, answers: own.asked.answers.map((one) => ({ ...one, ratings: one.ratings.map(ownTemperature) })) };
    expect(renderToStaticMarkup(<JudgesShares asked={free} />)).toContain('own temperature, because it takes none: 4 answers; asked again');
    expect(renderToStaticMarkup(<JudgesShares asked={asked} />)).toBe('');
  });
});

describe('the foot of a figure of ratings', () => {
  const known = { ...recorded, catalogue: [], origins: {}, version: '9' };
  const push = asked.answers[0]!.push;
  const line = (over: object = {}, of = asked): string => ratedOrigin(of.answers[0]!.push, of, { ...known, ...over });
  const record = recorded.directions.find(({ id }) => id === directions)!;
  const says = `directions of “${record.name}” (`;
  test('is of the directions that pushed the rated answers, whatever run is shown', () => {
    expect(asked.pushes[push]!.edit!.directions).toBe(directions);
    expect(line()).toContain(`${says}mean difference, pooling “mean, no first”)`);
    // The analysis that found them was of another method than the one on show.
    const analyses = recorded.analyses.map((one) => ({ ...one, spec: { ...one.spec, method: 'lda' as const, pooling: 'last' as const } }));
    expect(line({ analyses })).toContain(`${says}LDA, pooling “last token”)`);
    const readings = recorded.readings.map((one) => ({ ...one, how: { ...one.how, template: true } }));
    expect(line({ readings })).toContain('read as chat messages)');
  });
  test('says what is left where the analysis is gone, and where directions come from a file', () => {
    expect(line({ analyses: [] })).toContain(`${says}pooling “mean, no first”)`);
    const brought = [{ ...record, origin: { file: 'empathy.npy', sha256: '0' } }];
    expect(line({ directions: brought })).toContain(`${says}from “empathy.npy”)`);
    expect(line({ directions: [] })).toContain(`directions of “${directions}”, `);
  });
  test('counts rated answers alone: their day, where they come from, their settings', () => {
    const some = asked.answers.filter((one) => one.push === push && one.ratings.length > 0).map(({ answer }) => answer);
    const [first] = some;
    expect(line({ origins: Object.fromEntries(some.map(({ id }) => [id, 'opened'])) })).toContain('from a file that was opened, of 2');
    const changed = (change: object) => ({
      ...asked,
      answers: asked.answers.map((one) => (one.answer === first ? { ...one, answer: { ...one.answer, ...change } } : one)),
    });
    expect(line({}, changed({ at: '2031-01-02T03:04:05.000Z' }))).toContain('2 Jan 2031');
    expect(line({}, changed({ sampling: { ...first!.sampling, temperature: 0.7 } }))).toContain('temperatures 0 and 0.7');
    expect(line({}, changed({ template: !first!.template }))).toContain('in part as chat messages');
    const unrated = { ...asked, answers: asked.answers.map((one) => ({ ...one, ratings: [] })) };
    expect(line({}, unrated)).toBe('');
    const nameless = {
      ...asked,
      answers: asked.answers.map((one) => ({ ...one, answer: { ...one.answer, model: { id: 'old', stamp: null } } })),
    };
    expect(line({}, nameless)).toMatch(/^old, /);
  });
});
