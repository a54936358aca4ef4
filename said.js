/**
 * What a reader reads is said by `t` or `rich` (src/language), so that another language is a file. eslint.config.js makes it a rule of
 * src/ui; what is put together out of sight of this rule is found by tests/browser/language.spec.ts, which opens the page in another
 * language.
 */

const SAYS = 'What a reader reads is said by t`…` (src/language/t.ts), or by rich`…` where elements are in it: another language is a file.';
/** Attributes that are read, on any element. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'caption',
  'label',
  'placeholder',
  'title',
]);
/** Attributes of which none is read. */
const CODE = /^(className|style|id|key|d|transform|viewBox|points|data-.*)$/;
/** Elements whose text is code, or the title of a work. */
const AS_IT_IS = new Set(['code', 'kbd', 'pre', 'cite']);
const WORD = /\p{L}{2,}/u;
/** Three words in a row: a sentence, or a part of one. */
const SENTENCE = /\p{L}{2,}[,;:.’”)]* [(“‘]?\p{L}+[,;:.’”)]* [(“‘]?\p{L}{2,}/u;
/** A list of faces, a selector or a sentence of a programmer's error is none of the page's. */
const NOT_SAID = new Set(['Error', 'RangeError', 'TypeError']);

const nameOf = (element) => (element.name.type === 'JSXIdentifier' ? element.name.name : '');
const isAsItIs = (node) => node.type === 'JSXElement' && AS_IT_IS.has(nameOf(node.openingElement));

/** Where this text is no text for a reader. */
function isCode(node) {
  for (let at = node.parent, from = node; at; from = at, at = at.parent) {
    if (at.type === 'TaggedTemplateExpression' && at.quasi === from) return true;
    if (at.type === 'JSXAttribute') return CODE.test(at.name.name);
    if (at.type === 'ImportDeclaration' || at.type.startsWith('TS'))
      return at.type !== 'TSAsExpression' && at.type !== 'TSSatisfiesExpression' && at.type !== 'TSNonNullExpression';
    if (at.type === 'NewExpression') return NOT_SAID.has(at.callee.name);
    if (at.type === 'CallExpression' && at.callee.object?.name === 'console') return true;
    if (at.type === 'JSXElement' || at.type === 'Program') return isAsItIs(at);
  }
  return false;
}

/** The rule. */
export const rule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const report = (node) => context.report({ node, message: SAYS });
    const textOf = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null);
    return {
      JSXText(node) {
        if (WORD.test(node.value) && !isAsItIs(node.parent)) report(node);
      },
      JSXAttribute({ name, value }) {
        const given = value?.type === 'JSXExpressionContainer' ? value.expression : value;
        const texts = given?.type === 'TemplateLiteral' ? given.quasis.map((one) => one.value.cooked) : [textOf(given)];
        if (READ.has(name.name) && texts.some((text) => text && WORD.test(text))) report(given);
      },
      Literal(node) {
        const text = textOf(node);
        if (text && SENTENCE.test(text) && !isCode(node)) report(node);
      },
      TemplateLiteral(node) {
        if (node.quasis.some(({ value }) => SENTENCE.test(value.cooked)) && !isCode(node)) report(node);
      },
    };
  },
};
