// DAT-IRREVERSIBLE: what can't be taken back, done by one person without a second look: payments, messages to customers, deletions for good.
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { httpOf } from '../looking/http-calls.ts';
import { deletionOf } from '../looking/irreversible.ts';
import { around, procedureOf, textOf } from '../looking/sections.ts';
import type { LintDocument, Rule } from '../rule.ts';

export const datIrreversible: Rule = {
  id: 'DAT-IRREVERSIBLE',
  level: 'high',
  summary: 'money or mail goes out, or data is deleted for good, without a confirmation or a second person',
  why: 'It can not be called back, and it is typed at night by one tired person who may have the wrong id in the clipboard.',
  bad: '## Refund\n\n```bash\ncast send $ESCROW "refund(bytes32)" $ID --private-key $KEY\n```\n',
  good: '## Refund\n\nA second person confirms id and amount before it is sent.\n\n```bash\ncast send $ESCROW "refund(bytes32)" $ID --ledger\n```\n',
  *check(document) {
    for (const call of callsOf(document)) {
      const deletion = deletionOf(call);
      const deed = deletion ?? deedOf(call);
      if (deed === null) continue;
      if (deletion === null ? isConfirmed(document, call) : isConfirmedHere(document, call)) continue;
      yield {
        message: `${quoted(call.command)} ${deed}, which nobody can take back, and nothing asks for a confirmation or a second person.`,
        at: placeOf(call),
      };
    }
  },
};

// These can be done the other way round.
const reversible =
  /^(?:pause|unpause|upgrade\w*|grant\w*|revoke\w*|set\w*|enable\w*|disable\w*|add\w*|remove\w*|approve|propose\w*|schedule|cancel\w*|whitelist\w*|initialize|transferOwnership)$/;

const money =
  /\/(?:refunds?|payouts?|charges?|transfers?|payments?|withdraw(?:als?)?|disburse\w*)(?:\/[\w<>${}-]+)?(?:\/(?:refunds?|capture|confirm|execute|send|approve|process))?\/?$/i;

const deedPrograms = /^(?:cast|bitcoin-cli|solana|stripe|sendmail|mail|mailx|mutt|swaks|aws)$/;

const deedOf = (call: Call): string | null => {
  const { program, words } = call;
  if (!deedPrograms.test(program) && httpOf(call) === null) return null;
  const line = words.join(' ');
  if (program === 'cast' && words[0] === 'send') {
    const name = /(\w+)\s*\(/.exec(line)?.[1];
    if (name === undefined) return hasOption(words, '--value') ? 'sends money on a chain' : null;
    return reversible.test(name) ? null : `calls ${name}() on a chain`;
  }
  if (program === 'bitcoin-cli' && /\bsend(?:toaddress|many|rawtransaction)?\b/.test(line))
    return 'sends money on a chain';
  if (program === 'solana' && words[0] === 'transfer') return 'sends money on a chain';
  if (
    program === 'stripe' &&
    /\b(?:refunds|payouts|transfers|charges|payment_intents) (?:create|confirm|capture)\b/.test(line)
  )
    return 'moves money';
  const http = httpOf(call);
  if (
    http !== null &&
    http.method === 'POST' &&
    money.test(http.url) &&
    !/flag|disable|enable|pause|config|test|webhooks?\b/i.test(http.url)
  )
    return 'moves money';
  if (
    /^(?:sendmail|mail|mailx|mutt|swaks)$/.test(program) &&
    /\b(?:customers?|users?|subscribers?|all)[\w.-]*@/i.test(line)
  )
    return 'sends mail to customers';
  if (program === 'aws' && /\bses(?:v2)? send-(?:bulk-)?(?:templated-)?email\b/.test(line))
    return 'sends mail';
  return null;
};

const confirmation =
  /\b(?:confirm\w*|approv\w*|second (?:person|pair|engineer|operator|approver)|two[- ]person|four[- ]eyes|4[- ]eyes|dual control|sign[- ]?off|peer|reviewed by|multi-?sig|dry[- ]?run|simulat\w*|with (?:a )?(?:colleague|manager|finance)|authoriz\w* by|permission from)\b/i;

const isConfirmed = (document: LintDocument, { command }: Call): boolean => {
  const root = procedureOf(document, command.section);
  const prose = root === null ? '' : textOf(document, root);
  // What the command itself says ("confirm" in a function's name) is no confirmation.
  return confirmation.test(prose.replaceAll(command.command, ''));
};

/** In its own section, or in what introduces the sections around it: for a deletion, what a neighbour asks for is no confirmation. */
const isConfirmedHere = (document: LintDocument, { command }: Call): boolean =>
  around(document, command.section).some((section, depth) => {
    const inner = depth === 0 ? undefined : document.runbook.sections[section.index + 1];
    const endLine = Math.max(section.line, (inner?.line ?? section.endLine + 1) - 1);
    const text = textOf(document, { line: section.line, endLine }).replaceAll(command.command, '');
    return confirmation.test(text) || foreseen.test(section.title);
  });

// There it is what the section is for, on machines that are not in use.
const foreseen = /\b(?:decommission\w*|tear ?down|uninstall|local|development|dev|test|sandbox|staging)\b/i;
