/** A sentence with elements in it: rich`The line is ${<Term id="auroc">{t`AUROC`}</Term>}.` A language may put its places in another order. */
import { createElement, Fragment, type ReactNode } from 'react';
import { pieces } from '../../language/t';

export const rich = (strings: TemplateStringsArray, ...places: readonly ReactNode[]): ReactNode =>
  createElement(Fragment, null, ...pieces<ReactNode>(strings, places));
