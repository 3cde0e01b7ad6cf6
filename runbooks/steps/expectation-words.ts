// How people say what a command should show.

const start =
  /^(?:expect(?:ed|s|ing)?\b|(?:you |it |this |that |which |the (?:command|output|result|response|endpoint|status|count|value|list) )?(?:should|must)\b|(?:it |this |that )?(?:will )?(?:returns?|prints?|shows?|outputs?|responds?|displays?)\b|(?:the )?(?:output|result|response)s?\b|you (?:will|should) (?:see|get)|=>|->|→|⇒|➜)/i;

/** A comment or a sentence that begins by saying what comes out. */
export const saysExpectation = (text: string): boolean => start.test(text.trim());

const value =
  /^(?:"[^"]*"|'[^']*'|\[\]|\{\}|\d+(?:\.\d+)?%?|[1-5]\d\d(?: [A-Z][A-Za-z ]+)?|OK|ok|PONG|true|false|healthy|active|running|ready)$/;

/** What stands behind a command: "# should be 0", "# → PONG", "# 200 OK". */
export const saysResult = (comment: string): boolean =>
  saysExpectation(comment) ||
  value.test(comment.trim()) ||
  /\b(?:should|must) (?:be|return|show|print|say|contain|have)\b|\bexpect(?:ed)?\b/i.test(comment);
