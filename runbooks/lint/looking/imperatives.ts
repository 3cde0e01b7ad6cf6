// Sentences that tell people to do something: technical work, work with people, and judgements.

const technical =
  /^(?:check|restart|re-?start|reboot|verify|scale|process|clear|increase|decrease|reduce|raise|lower|switch|roll ?back|revert|restore|kill|stop|start|drain|replay|retry|re-?run|rotate|update|run|execute|deploy|redeploy|re-?deploy|block|enable|disable|adjust|inspect|query|tail|flush|purge|delete|remove|fail ?over|promote|fix|upgrade|downgrade|use|configure|reconfigure|set|unset|unpause|pause|resume|reset|reload|rebuild|re-?index|recreate|create|add|apply|patch|test|ensure|confirm|validate|isolate|quarantine|revoke|renew|replace|move|copy|export|import|open|close|connect|log in(?:to)?|ssh|trigger|tune|optimi[sz]e|free|clean(?: up)?|truncate|vacuum|monitor|analy[sz]e|look|review|investigate|examine|shift|throttle|limit|manually|temporarily|gradually|wait|identify|find|locate|implement|edit|change|modify|install|refund|mark|unlock|cordon|evict|terminate|turn|bring|take|abort|cancel|halt|suspend|divert|redirect|reroute|route|resize|shrink|prune|archive|compress|rejoin|regenerate|reissue|re-?enable|disallow|detach|power|recover|repair|sync|resync|rebalance|provision|attach|detach|mount|expand|extend|compare|correct|disconnect|force|put)\b/i;

/** It begins with a verb of technical work. */
export const isImperative = (text: string): boolean => {
  const own = bare(text);
  return (
    technical.test(own) &&
    !/^(?:open|close|set|use|change|test|start|force|limit|process|export|import|patch|update|copy|move|block|block(?:ed|ing))s?\s*[:=-]/i.test(
      own,
    ) &&
    !isHeading(text, own)
  );
};

/** Leading conditions, bold labels and polite words are left out. */
const bare = (text: string): string =>
  text
    .replace(/^\[[ xX]\]\s*/, '')
    .replace(/^\*\*|\*\*/g, '')
    .replace(/^(?:if|when|once|in case)\b[^,:]{2,80}[,:]\s*/i, '')
    .replace(
      /^(?:then|and|also|first|next|finally|please|immediately|optionally|now|otherwise|else)[,:]?\s+/i,
      '',
    )
    .trim();

/** "Check processor:" and single words announce, they don't tell. */
const isHeading = (text: string, own: string): boolean => /:\s*$/.test(text.trim()) || !/\S\s+\S/.test(own);

const withPeople =
  /^(?:notify|escalate|page|contact|communicate|document|announce|inform|alert|call|e-?mail|post|ask|tell|coordinate|schedule|assign|acknowledge|decide|consider|determine|assess|evaluate|discuss|agree|plan|prepare|file|report|write|record|create (?:an? )?(?:incident|ticket|issue|report|jira|postmortem|channel|war room|bridge|timeline|follow)|open (?:an? )?(?:incident|ticket|issue|support|bridge|case|channel|war|pr\b|pull)|update (?:the )?(?:status|incident|ticket|stakeholders?|customers?|runbook|documentation|docs|team|slack|this|tracker|channel|postmortem)|add (?:to )?(?:known issues|this|notes?|the timeline)|review (?:the )?(?:incident|postmortem|runbook|with)|mark (?:the )?(?:incident|ticket)|(?:close|clear|resolve) (?:the )?(?:incident|ticket|alert)|start (?:an? )?(?:incident|timeline|war room|bridge)|set (?:up )?(?:an? )?(?:bridge|war room|call)|run (?:an? )?(?:post-?mortem|retro\w*)|identify (?:the )?(?:root cause|owner|stakeholders?|affected (?:users|customers)|failure pattern|error type|incident|impact|scope|cause)|investigate (?:the )?(?:root cause|issue|further|cause)|find (?:the )?root cause|confirm (?:with|(?:that )?(?:you|we)\b|the (?:impact|severity|incident))|wait for (?:approval|confirmation|the team|support|vendor)|fix (?:the )?(?:root cause|underlying|issue|problem|(?:application |app |faulty )?(?:bug|code)\b)|follow)\b/i;

/** Work with people, decisions, and thinking: no command can be given for it. */
export const isJudgement = (text: string): boolean =>
  withPeople.test(bare(text)) ||
  /\b(?:with (?:the )?(?:team|vendor|provider|support|manager|legal)|root cause|post-?mortem|stakeholders?|close (?:the )?incident)\b/i.test(
    text,
  );

/** It names the screen on which that is seen or done: a console, a dashboard, the page of a provider. */
export const namesScreen = (text: string): boolean =>
  /\b(?:dashboards?|console|UI|portal|status page|admin panel|settings page|grafana|kibana|datadog|sentry)\b/i.test(
    text,
  );

/** It says where to look or what value to reach: a link, code, a path, a number, a key in a UI, another section. */
export const pointsSomewhere = (text: string): boolean =>
  /`[^`]+`|(?:^|\s)#[a-z][\w-]+|https?:\/\/|\]\(|(?:^|[\s(])\/[\w.-]+(?:\/[\w.-]+)*|\b[\w-]+\.(?:ya?ml|sh|json|env|conf|toml|ts|js|py|sql|md|tf|ini|cfg)\b|(?:^|\s)\.env\b|\d|->|→|>\s*\w|\b(?:see|refer to|follow|described|as in|above|below|section|runbook|playbook)\b|\b[A-Z][A-Z0-9]+_[A-Z0-9_]+\b|\b(?:kubectl|docker|systemctl|helm|psql|redis-cli|curl|terraform|ansible)\s+(?!(?:to|or|and|for|is|if|with|dashboard)\b)[a-z]/i.test(
    text,
  );
