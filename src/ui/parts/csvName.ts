/** "AUROC by block" → "auroc-by-block.csv". */
export const csvName = (caption: string): string =>
  `${
    caption
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .replace(/-$/, '') || 'table'
  }.csv`;
