// report.json: the contract. Checked against its schema before it is written, so that a script never meets another shape.
import { GamedayError } from '../../core/errors.ts';
import type { Reporter } from '../reporter.ts';
import { reportSchema } from '../schema.ts';

export const json: Reporter = {
  file: 'report.json',
  render({ report }) {
    const checked = reportSchema.safeParse(report);
    if (!checked.success) {
      throw new GamedayError({
        code: 'report-invalid',
        message: `report.json would not match its schema: ${checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
        hint: 'a defect of Gameday, or a journal that was changed by hand',
      });
    }
    return `${JSON.stringify(report, null, 2)}\n`;
  },
};
