// Takes secrets out of text before it is written anywhere: by their values, and by the names they stand behind.
const secretName = /pass(word|wd|phrase)?|secret|token|api[-_]?key|private[-_]?key|credential/i;
/** What stands in a secret's place. */
export const mask = '«redacted»';

/** Is this the name of something that must not be shown? */
export const isSecretName = (name: string): boolean => secretName.test(name);

/**
 * `secrets` are values that must never appear (shorter than 6 characters are ignored: they would mask ordinary words).
 * Also masked: `NAME=value`, `"name": "value"` and `Authorization: …` where the name says that it is secret, also in JSON inside of
 * the text. What it gives is text: of JSON, its strings are redacted, not the whole.
 */
export const redactor = (secrets: readonly string[]): ((text: string) => string) => {
  // Of a secret of several lines each one counts: a command may show one of them, and the live view shows lines as they come.
  const values = [...new Set(secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)]))]
    .filter((secret) => secret.length >= 6)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    let safe = text;
    // As it stands in text, and as it stands inside a JSON string.
    for (const value of values) {
      safe = safe.replaceAll(value, mask).replaceAll(JSON.stringify(value).slice(1, -1), mask);
    }
    return safe.replace(behindName, (match, name: string, between: string) =>
      isSecretName(name) ? `${name}${between}${mask}` : match,
    );
  };
};

// NAME=value, NAME: value and "name":"value", the quotes possibly escaped since the text stands inside JSON already. On one line:
// what follows `secrets:` on the next ones are names.
const behindName =
  /\b([A-Za-z][A-Za-z0-9_-]*)((?:\\?")?[^\S\n]*[=:][^\S\n]*(?:\\?")?(?:Bearer |Basic )?)([^\s"\\,;}«»]{3,})/g;
