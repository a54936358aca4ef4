import { describe, expect, it } from 'vitest';
import { scoreText, train } from '../../../src/lab/bag-of-words';
import { auroc } from '../../../src/lab/auroc';
import { spaceless, words } from '../../../src/lab/words';
import { evidence } from './evidence';
import { expectClose, golden } from './golden';

describe('words', () => {
  it('are runs of letters and marks with apostrophes inside, in lower case', () => {
    expect(words("Don't WAIT: 2 hearts—go!")).toEqual(["don't", 'wait', 'hearts', 'go']);
    expect(words("'Quoted', rock 'n' roll; l’homme, dogs'")).toEqual(['quoted', 'rock', 'n', 'roll', "l'homme", 'dogs']);
    expect(words('Größe, naïve; ТЁПЛЫЙ чай, ΟΔΟΣ')).toEqual(['größe', 'naïve', 'тёплый', 'чай', 'οδος']);
    expect(words('مَرْحَبًا بكم')).toEqual(['مَرْحَبًا', 'بكم']);
    expect(words('می\u200cخواهم नहीं')).toEqual(['می\u200cخواهم', 'नहीं']);
    expect(words('12 … 3.5 🙂')).toEqual([]);
  });
  it('do not hang on how a letter is written', () => {
    expect(words('na\u0069\u0308ve')).toEqual(words('naïve'));
    expect(words('Für\u00adsorge')).toEqual(['fürsorge']);
  });
  it('are what the dictionary says where no spaces are written', () => {
    expect(words('我关心你。')).toEqual(['我', '关心', '你']);
    expect(words('ฉันรักคุณ today')).toEqual(['ฉัน', 'รัก', 'คุณ', 'today']);
    expect(words('한국어는 띄어 씁니다')).toEqual(['한국어는', '띄어', '씁니다']);
  });
});

describe('spaceless', () => {
  it('names the script in which words cannot be counted', () => {
    expect(spaceless(['我会留下来帮助你', 'I stay'])).toBe('Chinese characters');
    expect(spaceless(['わたしはここにいます'])).toBe('Japanese kana');
    expect(spaceless(['ฉันจะอยู่กับคุณ'])).toBe('Thai');
  });
  it('lets a name pass, and scripts with spaces', () => {
    expect(spaceless(['The player 李明 asks for water and loses the account he built up over the years'])).toBeNull();
    expect(spaceless(['여기 있을게요', 'أبقى معك', 'Я останусь', 'ich bleibe'])).toBeNull();
    expect(spaceless(['', '12'])).toBeNull();
  });
});

describe('bag-of-words', () => {
  const { positive, negative, weights, texts, scores } = golden.bagOfWords;
  it("equals scikit-learn's naive Bayes", () => {
    const trained = train(positive, negative);
    expect([...trained.keys()].sort()).toEqual(Object.keys(weights).sort());
    for (const [word, weight] of Object.entries(weights)) expectClose([trained.get(word)!], [weight]);
    expectClose(
      texts.map((text) => scoreText(trained, text)),
      scores,
    );
  });
  it.each(Object.entries(evidence.languages))(
    'equals it on %s words',
    (_, { train: pairs, test, weights, positive, negative, auroc: expected, words: first }) => {
      expect(words(pairs[0]![0]!)).toEqual(first);
      const trained = train(
        pairs.map(([care]) => care!),
        pairs.map(([, task]) => task!),
      );
      expect([...trained.keys()].sort()).toEqual(Object.keys(weights).sort());
      const [yes, no] = [test.map(([care]) => scoreText(trained, care!)), test.map(([, task]) => scoreText(trained, task!))];
      expectClose([...yes, ...no, auroc(yes, no)], [...positive, ...negative, expected]);
    },
  );
  it('refuses a class without texts', () => expect(() => train(['a'], [])).toThrow('got 1 positive and 0 negative'));
});
