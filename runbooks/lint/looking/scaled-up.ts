// More instances for the time of an incident: how many there were, and that it goes back to them, is said nowhere.
import type { LintDocument } from '../rule.ts';
import { callsIn, quoted } from './calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { linesMatching } from './matching-lines.ts';
import { isReference, procedureOf, procedureText, roleAt, titlesAt } from './sections.ts';
import { isForLater } from './temporary.ts';
import type { OneWay } from './ways-back.ts';

const back =
  /\bscal\w+ (?:\w+ ){0,4}(?:back|down|in)\b|\b(?:hpa|autoscal(?:er|ers|ed|es)|horizontalpodautoscaler|keda)\b|\b(?:original|previous|normal|usual|former|current|initial|baseline|default) (?:number|count|size|scale|replicas?|instances?)\b|\breplica(?:s| count)? (?:back|to normal)\b|\breturn to normal\b|\brevert\w*\b|\bpermanent\w*\b/i;
const saysBefore = /\b(?:from|was|were|currently|usually|normally) \d+\b/i;
// A way in and out again: stopped, and started with as many.
const toZero = /--replicas[= ]0\b|--scale \S+=0\b|\bscale \S+=0\b/;

/** The first of a document: what is said of one holds for all. */
export const scaledUp = (document: LintDocument): readonly OneWay[] => {
  const command = document.runbook.commands.find((one) => {
    const role = roleAt(document, one.section);
    if (
      role === 'rollback' ||
      role === 'verification' ||
      role === 'reference' ||
      !callsIn(document, one).some((call) => scales(call.program, call.words, kubectlOf(call)?.subcommand)) ||
      isReference(document, one.section) ||
      isForLater(document, one.section) ||
      !(role === 'remediation' || incident.test(titlesAt(document, one.section))) ||
      notIncident.test(titlesAt(document, one.section)) ||
      saysBefore.test(`${one.label ?? ''} ${one.command}`)
    )
      return false;
    return procedureOf(document, one.section) !== null && !toZero.test(procedureText(document, one.section));
  });
  return command === undefined || linesMatching(document, back).length > 0
    ? []
    : [
        {
          at: command,
          level: 'low',
          message: `${quoted(command)} sets a number of instances, and the runbook says nowhere how many there were and when it goes back to them.`,
        },
      ];
};

const incident =
  /\b(?:issue|incident|emergenc\w*|outage|degrad\w*|overload\w*|mitigat\w*|errors?|latency|lag|slow|high|spike|exhaust\w*|scenario|case|immediate|backlog|surge|traffic)\b/i;
const notIncident =
  /\b(?:deploy\w*|upgrade|provision\w*|recover\w*|restor\w*|start-?up|fail ?over|maintenance|routine|dr)\b/i;

const scales = (program: string, words: readonly string[], subcommand: string | undefined): boolean => {
  if (subcommand !== 'scale' && !/^(?:aws|heroku|docker)$/.test(program)) return false;
  const line = words.join(' ');
  if (subcommand === 'scale') return /--replicas[= ]["']?(?:[2-9]|[1-9]\d+)\b/.test(line);
  if (program === 'aws')
    return (
      (/\bautoscaling (?:set-desired-capacity|update-auto-scaling-group)\b/.test(line) &&
        /--(?:desired-capacity|min-size) (?:[2-9]|[1-9]\d+)\b/.test(line)) ||
      (/\becs update-service\b/.test(line) && /--desired-count (?:[2-9]|[1-9]\d+)\b/.test(line))
    );
  if (program === 'heroku') return /^ps:scale \w+=(?:[2-9]|\d\d)/.test(line);
  if (program === 'docker') return /^service scale \S+=(?:[2-9]|\d\d)/.test(line);
  return false;
};
