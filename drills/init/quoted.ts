// Texts of somebody's files as YAML: plain where it reads the same, else in quotes.

/** JSON's quotes are YAML's too. */
export const quoted = (text: string): string =>
  /^[A-Za-z][\w./ -]*$/.test(text) &&
  !/\s$/.test(text) &&
  !/^(?:true|false|null|yes|no|on|off|[yn])$/i.test(text)
    ? text
    : JSON.stringify(text);
