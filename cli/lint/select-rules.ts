// Which rules are asked: all, or those that --rule names, without those that --ignore names. A family's name stands for all of its rules.
import { ruleTexts } from '../../runbooks/lint/report.ts';
import type { Rule, RuleText } from '../../runbooks/lint/rule.ts';
import { rules } from '../../runbooks/lint/rules.ts';
import { ruleSuggestion } from '../../runbooks/lint/suppress/suppress.ts';
import { usageError } from '../errors.ts';

export const selectRules = (
  only: readonly string[] = [],
  ignored: readonly string[] = [],
): readonly Rule[] => {
  const wanted = idsOf('--rule', only);
  const unwanted = idsOf('--ignore', ignored);
  // Green because nobody was asked would be a lie.
  if (wanted.size > 0 && [...wanted].every((id) => unwanted.has(id)))
    throw usageError('no rule is left: --ignore takes all that --rule names');
  return rules.filter(({ id }) => (wanted.size === 0 || wanted.has(id)) && !unwanted.has(id));
};

/** The rule of that name, or those of a family; throws with the nearest one when there is none. */
export const rulesNamed = (name: string): readonly RuleText[] => {
  const ids = idsOf('--explain', [name]);
  return ruleTexts.filter(({ id }) => ids.has(id));
};

const idsOf = (option: string, names: readonly string[]): ReadonlySet<string> => {
  const words = names.flatMap((name) => name.split(',')).map((name) => name.trim());
  return new Set(
    words
      .filter((word) => word !== '')
      .flatMap((word) => {
        const id = word.toUpperCase();
        const found = ruleTexts.filter((rule) => rule.id === id || rule.id.startsWith(`${id}-`));
        if (found.length === 0) throw unknownRule(option, word);
        return found.map((rule) => rule.id);
      }),
  );
};

const unknownRule = (option: string, name: string) =>
  usageError(
    `${option}: no rule "${name}"`,
    ruleSuggestion(
      name.toUpperCase(),
      ruleTexts.map(({ id }) => id),
    ),
  );
