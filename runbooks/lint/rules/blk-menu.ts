// BLK-MENU: alternatives in one block, which whoever pastes the block runs all.
import { menusOf } from '../looking/menus.ts';
import type { Rule } from '../rule.ts';

export const blkMenu: Rule = {
  id: 'BLK-MENU',
  level: 'medium',
  summary: 'one block holds alternatives, or a deed and its opposite',
  why: 'A block is copied and run as a whole: both ways are taken one after the other, or the backup that was just made is overwritten by the restore below it.',
  bad: '## Redis backup\n\n```bash\n# Create backup\npg_dump shop > shop.sql\n\n# Restore backup\npsql shop < shop.sql\n```\n',
  good: '## Redis backup\n\n```bash\npg_dump shop > shop.sql\n```\n\n## Redis restore\n\n```bash\npsql shop < shop.sql\n```\n',
  *check(document) {
    for (const { at, message, level, related } of menusOf(document)) yield { at, message, level, related };
  },
};
