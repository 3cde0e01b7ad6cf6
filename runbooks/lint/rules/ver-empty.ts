// VER-EMPTY: checks that pass when there is nothing to check, and those that can not fail.
import { callsOf, hasOption, pipedWith, placeOf, quoted, type Call } from '../looking/calls.ts';
import { gatherBy } from '../looking/gather.ts';
import { httpOf } from '../looking/http-calls.ts';
import { vacuousChecks } from '../looking/vacuous-checks.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const verEmpty: Rule = {
  id: 'VER-EMPTY',
  level: 'low',
  summary: 'a check that passes when what it asks for does not exist, or whatever is the case',
  why: 'Prometheus answers a question about an unknown metric with 200 and an empty list: a typo, a renamed metric or an exporter that is down look like a system without errors. `SELECT 1` passes on a standby, and `grep Running` hides what does not run.',
  bad: '## Check\n\n```bash\ncurl -s http://localhost:9090/api/v1/query?query=errors_total\n```\n',
  good: "## Check\n\n```bash\ncurl -s http://localhost:9090/api/v1/query?query=errors_total | jq -e '.data.result | length > 0'\n```\n",
  *check(document) {
    const [first, ...more] = callsOf(document).filter(
      (call) => asksPrometheus(call) && !noticesNothing(document, call),
    );
    if (first !== undefined)
      yield {
        message: `${quoted(first.command)} succeeds with an empty result when the metric does not exist.`,
        at: placeOf(first),
        related: more.map((call) => ({ at: placeOf(call), message: `${quoted(call.command)} too` })),
        suggestion: "pipe it to jq -e '.data.result | length > 0'",
      };
    yield* gatherBy(vacuousChecks(document), ({ kind }) => kind);
  },
};

const asksPrometheus = (call: Call): boolean => {
  const http = httpOf(call);
  return (
    http !== null &&
    /\/api\/v1\/query(?:_range)?(?:\?|$)/.test(http.url) &&
    !/absent\(|%22absent|query=up\b/.test(`${http.url} ${call.words.join(' ')}`)
  );
};

/** Something in the pipeline fails on an empty result, or the text says what to see. */
const noticesNothing = (document: LintDocument, call: Call): boolean =>
  call.command.expected.length > 0 ||
  pipedWith(document, call).some(
    ({ program, words }) =>
      (program === 'jq' &&
        (hasOption(words, '-e', '--exit-status') || /error\(|length/.test(words.join(' ')))) ||
      (program === 'grep' && hasOption(words, '-q')) ||
      /^(?:test|python3?|node|promtool)$/.test(program),
  );
