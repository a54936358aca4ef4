/** Each finding of the lint, on texts that have it and on texts that do not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintClasses, lintPairs, lintRated, type LintPair } from '../../../../src/experiment/import/lint';
import { random } from '../../../../src/lab/random';
import { parseScenarioSet } from '../../../../src/formats/scenario-set';

const OF = { concept: { name: 'kindness', positive: 'kind', negative: 'curt' }, prompt: 'out' } as const;
/** Words without meaning, of the same length on both sides, another eight for each pair. */
const WORDS =
  'amber birch cedar delta ember fjord grove haven inlet jetty knoll larch marsh north ocean plain quarry river slope tidal'.split(' ');
const sentence = (seed: number): string => {
  const uniform = random(seed);
  return Array.from({ length: 8 }, () => WORDS[Math.floor(uniform() * WORDS.length)]).join(' ');
};
const clean = (n = 12): LintPair[] =>
  Array.from({ length: n }, (_, i) => ({
    name: `row ${i + 1}`,
    split: i % 4 === 0 ? 'test' : 'train',
    positive: `${sentence(2 * i)} ${'abcdefghijklmnop'[i]!.repeat(5)}`.padEnd(70, 'x'),
    negative: `${sentence(2 * i + 1)} ${'abcdefghijklmnop'[i]!.repeat(4)}`.padEnd(70, 'y'),
    prompt: '',
  }));
const changed = (change: (pair: LintPair, i: number) => Partial<LintPair>): LintPair[] =>
  clean().map((pair, i) => ({ ...pair, ...change(pair, i) }));

test('clean texts have no finding', () => expect(lintPairs(clean(), OF)).toEqual([]));

describe('findings', () => {
  test.each<[string, LintPair[], RegExp]>([
    ['few pairs', clean(5), /^There are 5 pairs\. /],
    ['one pair', clean(1), /^There is 1 pair\. /],
    [
      'a word that gives the class away',
      changed(({ positive }) => ({ positive: `sorry ${positive}`.slice(0, 70) })),
      /“sorry” stands in 100 % .* and in 0 %/,
    ],
    [
      'the concept’s own word',
      changed(({ positive }, i) => (i < 3 ? { positive: `kindness ${positive}`.slice(0, 70) } : {})),
      /begin with “kindn” stand in 3 texts of “kind” and in 0/,
    ],
    [
      'length',
      changed(({ positive }) => ({ positive: `${positive} and more of it, on and on` })),
      /Length alone tells the sides apart with an AUROC of 1.00/,
    ],
    [
      'one text on more than half of a side',
      changed((_, i) => (i < 7 ? { negative: 'no. '.repeat(17).trim().padEnd(70, 'n') } : {})),
      /7 of 12 negative texts are the same/,
    ],
    ['a pair twice', [...clean(), { ...clean()[1]!, name: 'row 13' }], /A pair stands twice: row 13 \(as row 2\)/],
    [
      'a test pair seen in training',
      [...clean(), { ...clean()[1]!, name: 'row 13', split: 'test' }],
      /row 13 \(as row 2\) is a training pair/,
    ],
    [
      'a text on both sides',
      changed((_, i) => (i === 3 ? { negative: clean()[5]!.positive } : {})),
      /stands in both classes: the positive one of row 6/,
    ],
    [
      'nearly a training text',
      [
        ...clean(),
        {
          ...clean()[1]!,
          name: 'row 13',
          split: 'test',
          positive: clean()[1]!.positive.replace(/\S+$/, 'zzz'),
          negative: 'quite another text that nobody wrote before, of about that length',
        },
      ],
      /A test pair has a text close to a training text: row 13 \(like row 2\)/,
    ],
    [
      'short texts',
      changed((_, i) => (i === 2 ? { positive: 'Yes, do.', negative: 'No, no.' } : {})),
      /2 texts \(8 %\) are shorter than 20 characters: row 3/,
    ],
    [
      'a long shared beginning',
      changed(({ positive, negative }) => ({
        positive: `${'The runner falls in front of us all and I '}${positive}`,
        negative: `${'The runner falls in front of us all and I '}${negative}`,
      })),
      /In 12 of 12 pairs both sides begin with the same 42 characters/,
    ],
    [
      'repeated prompts',
      changed((_, i) => ({ prompt: `p${i % 3}` })),
      /12 rows have 3 different prompts, of which 3 stand in train and test at once/,
    ],
  ])('%s', (_, pairs, says) => expect(lintPairs(pairs, OF)).toEqual(expect.arrayContaining([expect.stringMatching(says)])));

  test('a prompt in front of both sides is no finding', () => {
    const pairs = changed(({ positive, negative }) => ({
      positive: `${'p'.repeat(60)} ${positive}`,
      negative: `${'p'.repeat(60)} ${negative}`,
    }));
    expect(lintPairs(pairs, { ...OF, prompt: 'before' }).join()).not.toContain('begin with the same');
  });

  describe('answers to questions that stand before them', () => {
    const before = { ...OF, prompt: 'before' } as const;
    const items = (answersOf: (i: number) => readonly [string, string]): LintPair[] =>
      clean().map(({ name, split, positive }, i) => {
        const question = `${positive} Do you stop, be kind, or a third thing?\n\nChoices:\n (A) I stop\n (B) I run on`;
        const [yes, no] = answersOf(i);
        return { name, split, prompt: question, positive: `${question}\n\n${yes}`, negative: `${question}\n\n${no}` };
      });
    const found = (pairs: LintPair[]) => lintPairs(pairs, before).filter((says) => /answer|One word|same text|on one side/.test(says));
    test('the matching one is always the same letter, which the questions have on both sides', () =>
      expect(found(items(() => [' (A)', ' (B)']))).toEqual([
        '“(A)” is the positive answer in 12 of 12 pairs, and the other one in 0. A direction may be about that answer, whatever was asked: let it stand on either side as often.',
      ]));
    test('nearly always, and with words behind the letter', () => {
      expect(found(items((i) => (i < 2 ? [' (B)', ' (A)'] : [' (A)', ' (B)']))).join()).toContain(
        '“(A)” is the positive answer in 10 of 12',
      );
      expect(found(items((i) => [`(B) stop, ${WORDS[i]}`, `(A) run, ${WORDS[i]}`])).join()).toContain('“(B)” is the positive answer in 12');
    });
    test('one refusal on the negative side alone', () =>
      expect(found(items((i) => [`Take ${WORDS[i]}.`, i < 7 ? 'I cannot.' : `No ${WORDS[i]}.`])).join()).toContain(
        '“I cannot.” is the negative answer in 7 of 12 pairs',
      ));
    test('a word of most answers, and the concept’s own, although the questions have them, too', () => {
      const pairs = items((i) => [`Be kind, stop for ${WORDS[i]}.`, `Pass ${WORDS[i]} by.`]);
      expect(found(pairs)).toEqual([
        expect.stringContaining('“be” stands in 100 %'),
        expect.stringContaining('begin with “kind” stand in 12'),
      ]);
    });
    test('letters that change sides are no finding', () => {
      expect(found(items((i) => (i % 2 === 0 ? [' (A)', ' (B)'] : [' (B)', ' (A)'])))).toEqual([]);
      expect(found(items((i) => (i < 5 ? [' (A)', ' (B)'] : [' (B)', ' (A)'])))).toEqual([]);
    });
  });

  test('rated texts: one score alone, a text twice, short ones', () =>
    expect(
      lintRated([
        { name: 'row 2', text: 'I ran.', score: 1 },
        { name: 'row 3', text: 'I ran. ', score: 1 },
      ]),
    ).toEqual([
      expect.stringMatching(/^Every text has the score 1/),
      expect.stringMatching(/^A text stands twice: row 3 \(as row 2\)/),
      expect.stringMatching(/shorter than 20 characters/),
    ]));

  test('the same answer to two prompts is two texts; one of a prompt that stands in train and test is said', () => {
    const text = 'I wait for her at the gate.';
    const rated = ['Do you wait?', 'And then?', undefined].map((prompt, i) => ({ name: `row ${i}`, text, score: i % 2, prompt }));
    expect(lintRated(rated)).toEqual([]);
    expect(lintRated([...rated, { ...rated[1]!, name: 'row 3' }]).join()).toContain('A text stands twice: row 3 (as row 1)');
    const lone = [...'abcdefgh'].flatMap((letter, i) =>
      (['positive', 'negative'] as const).map((label) => ({
        ...{ name: `row ${i}`, split: i % 2 === 0 ? ('train' as const) : ('test' as const), label, text },
        prompt: `${letter}?`,
      })),
    );
    const twice = lintClasses(lone, { ...OF, prompt: 'apart' }).join();
    // A prompt with an answer of either label, both the same text.
    expect(twice).toContain('8 texts stand in both classes');
    expect(twice).not.toContain('twice in one class');
    expect(twice).toContain('16 rows have 8 different prompts. Rows of one prompt are not independent');
    expect(lintClasses(lone, OF).join()).toContain('twice in one class');
    expect(
      lintClasses(
        lone.map((one) => ({ ...one, prompt: 'Why?' })),
        { ...OF, prompt: 'apart' },
      ).join(),
    ).toContain('in train and test at once');
  });
});

test('the set that comes with the page has none of the grave ones', () => {
  const { pairs, concept } = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
  const found = lintPairs(
    pairs.map((pair) => ({ ...pair, name: pair.id, prompt: '' })),
    { concept, prompt: 'out' },
  );
  expect(found.filter((says) => /One word|named on one side|Length alone|shorter|same text|close to/.test(says))).toEqual([]);
});
