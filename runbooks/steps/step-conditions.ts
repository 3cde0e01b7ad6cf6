// What has to hold for a step: "If RPC provider issue: switch", "Restart Kafka if needed".

const leading =
  /^((?:if|when|whenever|in case(?: of)?|should|unless|only if|for|wenn|falls|bei|si|en cas de)\s[^:]{1,120}?)\s*(?::(?=\s|$)|,\s|\s(?:then|dann|alors)\s|\s(?:→|->|=>|—|–)\s)/iu;
// "For all pods: …" is no condition, "For staging: …" is one; "When done, …" comes after the step before.
const noCondition =
  /^(?:for (?:each|every|all|more|example|now|details|reference|this|these|the following)|when (?:done|finished|complete))\b/i;
const word = /(?:if|when|unless|falls|wenn|si)\s/i;
const trailing = /(?:^|[\s(])((?:only )?(?:if|when|unless|falls|wenn|si)\s(?:[^().]{1,80}))\)?[.!]?$/iu;

export const conditionOf = (text: string): string | null => {
  const head = text.slice(0, 300).replace(/^\W*(?=\w)/u, '');
  const found = leading.exec(head)?.[1]?.trim();
  if (
    found !== undefined &&
    !noCondition.test(found) &&
    (!/^for\b/i.test(found) || /^for\b[^:]*:/i.test(head))
  )
    return found;
  // The whole text is one: "If the restart fails".
  if (/^(?:if|falls|wenn)\s/i.test(head) && head.length < 80 && !/[,:]/.test(head)) return head.trim();
  if (!word.test(text)) return null;
  const stop = /[.!?]\s/.exec(text.slice(0, 300))?.index ?? 299;
  return trailing.exec(text.slice(0, stop + 1))?.[1]?.trim() ?? null;
};
