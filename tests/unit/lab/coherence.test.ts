import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { coherence } from '../../../src/lab/coherence';
import { repeatedCharacters } from '../../../src/lab/repeated-characters';
import { evidence } from './evidence';
import { expectClose, golden } from './golden';
import { RECORDING } from '../../recording';

const FLUENT = 'I will stay with you, whatever the game says, and together we can call somebody who knows how to help.';
const says = (text: string, meanLogProb = -1.5): string => coherence(text, meanLogProb).verdict;

describe('coherence', () => {
  it('equals a count in Python', () => {
    for (const { text, ...expected } of golden.coherence) {
      const { words, uniqueWordRatio, repeatedTrigrams, meanLogProb } = coherence(text, -1.5);
      expect(meanLogProb).toBe(-1.5);
      expectClose([words, uniqueWordRatio, repeatedTrigrams], [expected.words, expected.uniqueWordRatio, expected.repeatedTrigrams]);
    }
    for (const { text, share } of evidence.repeatedCharacters) expectClose([repeatedCharacters(text)], [share]);
  });
});

describe('the verdict', () => {
  it.each([
    ['carecarecarecare'],
    ['care '.repeat(20)],
    ['a'.repeat(64)],
    ['!!!!!!!!!!!!!!!!!!!!'],
    ['我关心你'.repeat(6)],
    ['你'.repeat(20)],
    ['ฉันรักคุณ'.repeat(5)],
    [`${FLUENT} ${'care'.repeat(60)}`],
    ['yes no '.repeat(9)],
  ])('collapsed: %.40s', (text) => expect(says(text)).toBe('collapsed'));
  it.each([
    ['I do not know what to do. I do not know what to do. I do not know.'],
    [`${FLUENT} I am sorry, I am so sorry. I am sorry, I am so sorry. I am sorry, I am so sorry.`],
  ])('repetitive: %.60s', (text) => expect(says(text)).toBe('repetitive'));
  it('broken: signs instead of words, or words that the model itself finds improbable', () => {
    expect(says('}}]]>> (=;= /* @@ ::#')).toBe('broken');
    // A row of numbers has no word; a number alone may be an answer.
    expect([says('10. 11. 12. 13. 14. 15. 16.'), says('3.14159'), says('42')]).toEqual(['broken', 'fluent', 'fluent']);
    expect(says('zxqwv kjhtr plmnb vcxzq wrtpl', -11)).toBe('broken');
    expect(says('qzjxkvbwpmfhgtrnlsdcyqzjxkvbwpmfhgtrnlsdcyqwertzui', -10)).toBe('broken');
    expect(says('Yes, it is.', -9)).toBe('fluent');
    expect(says('spoon whom the purple between seventeen carefully of jumped nor cold', -5.1)).toBe('broken');
    expect(says('spoon whom the purple between seventeen carefully of jumped nor cold', -4.9)).toBe('fluent');
  });
  it('fluent: also where it is short, in another script, or in figures', () => {
    for (const text of [
      FLUENT,
      'Yes.',
      '我会留下来帮助你，因为你现在很难过，游戏可以等。',
      'سأبقى معك وأستمع إليك حتى لو خسرت النقاط.',
      'I care, I care, I care. I really do care about you, and I will stay with you tonight.',
      '12 × 365 = 4380',
    ])
      expect(says(text), text).toBe('fluent');
    expect(says('No', -7)).toBe('fluent');
  });
  it('empty: nothing to see', () => expect([says(''), says(' \n\u200b')]).toEqual(['empty', 'empty']));

  it('finds every text of the shipped sets, and the recorded answers, fluent', () => {
    for (const name of ['empathy', 'empathy-matched']) {
      const { pairs } = JSON.parse(readFileSync(`public/scenarios/${name}.json`, 'utf8')) as {
        pairs: { positive: string; negative: string }[];
      };
      for (const text of pairs.flatMap(({ positive, negative }) => [positive, negative])) {
        expect(says(text), text).toBe('fluent');
        expect(repeatedCharacters(text)).toBeLessThan(0.17);
      }
    }
    const { answers } = JSON.parse(RECORDING) as {
      answers: { text: string; coherence: { meanLogProb: number } }[];
    };
    for (const {
      text,
      coherence: { meanLogProb },
    } of answers)
      expect(says(text, meanLogProb), text).toBe('fluent');
  });
});
