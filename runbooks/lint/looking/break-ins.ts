// Titles that speak of somebody who got in. An objective, a quota or a limit is breached too, and nobody did that.

/** A title, or several of them in one text. */
export const isBreakIn = (title: string): boolean =>
  plain.test(title) || (/\bbreach\b/i.test(title) && !measured.test(title));

const plain =
  /\b(?:security (?:incident|event|compromise)s?|(?:security|data) breach(?:es)?|compromised|compromise of\b|(?:account|credential|host|key|node|secret|server|token) compromise|intrusions?|malware|ransomware|unauthori[sz]ed (?:access|changes?|logins?|use|users?)|hacked|hacking|forensics?|suspicious|attackers?|data leaks?|(?:actively|being|was|were) exploited|exploited vulnerabilit\w+|exploit (?:attempts?|detected))\b/i;

/** What is breached where it is a number. */
const measured =
  /\b(?:SL[AIO]s?|error budgets?|budgets?|quotas?|thresholds?|limits?|targets?|objectives?|latency|capacity|contracts?)(?: \w+)? breach\b|\bbreach of (?:the |an? |our )?(?:\w+ )?(?:SL[AIO]s?|budgets?|quotas?|thresholds?|limits?|targets?|objectives?|contracts?)\b/i;
