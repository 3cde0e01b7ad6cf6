// Lines that say whom to reach, and what counts as a way to reach somebody.
import type { LintDocument } from '../rule.ts';
import { around } from './sections.ts';
import type { SaidLine } from './said.ts';

const subject =
  /\b(?:contacts?|on-?call|escalat\w*|owners?|owned by|maintainers?|maintained by|authors?|reviewers?|approvers?|pager|phone|tel|e-?mail|slack|teams channel|channel|hotline|team lead|manager|security team|dba|database admin\w*|vendor support|incident commander|last (?:updated|reviewed)|next review|version|date)\b/i;

/** The line, or a title around it, is about people to reach, or about the document itself. */
export const isAboutPeople = (document: LintDocument, { text, section }: SaidLine): boolean =>
  subject.test(text) ||
  around(document, section).some(({ title }) =>
    /contact|on-?call|escalat|owner|team|support|document info|metadata|revision/i.test(title),
  );

/** A number, an address, a channel, a link, or a tool that knows who is on duty. */
export const namesSomebody = (text: string): boolean =>
  /@[\w.-]+|(?:^|\s|["'`(])#[a-z][\w-]+|https?:\/\/|\]\(|\+?\d[\d ()-]{6,}\d|\b(?:pager ?duty|ops ?genie|victorops|splunk on-?call|incident\.io|grafana oncall|squadcast|better ?stack|slack|discord|teams|telegram|jira|servicenow|zendesk|rootly|firehydrant|xmatters|whatsapp|zoom|telephone|hotline)\b/i.test(
    text,
  );
