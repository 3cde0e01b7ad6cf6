// DAT-DOWN: `docker compose down` where stop or restart would do.
import { callsOf, hasOption, placeOf, quoted, type Call } from '../looking/calls.ts';
import { thrownUnseen } from '../looking/evidence.ts';
import { composeOf } from '../looking/lifecycle.ts';
import { commandsBefore, isReference, roleAt, titlesAt } from '../looking/sections.ts';
import type { Found, Level, LintDocument, Rule } from '../rule.ts';

export const datDown: Rule = {
  id: 'DAT-DOWN',
  level: 'medium',
  summary: '`docker compose down` removes containers with their logs, and with -v the data',
  why: 'Down is not stop: the containers go, and with them their logs, which are what the incident would be explained by, and everything that was written outside of named volumes.',
  bad: '## API outage\n\n1. Look: `docker compose logs --tail 100`\n2. Stop everything: `docker compose down`\n3. Start it again: `docker compose up -d`\n',
  good: '## API outage\n\n1. Look: `docker compose logs --tail 100`\n2. Stop everything: `docker compose stop`\n3. Start it again: `docker compose up -d`\n',
  *check(document) {
    const unseen = new Set(thrownUnseen(document).map(({ command }) => command));
    for (const call of callsOf(
      document,
      /^(?:terraform|tofu|tf|terragrunt|docker|podman|nerdctl|docker-compose|podman-compose)$/,
    )) {
      const destroyed = destroyedOf(document, call);
      if (destroyed !== null) yield destroyed;
      const compose = composeOf(call);
      if (compose?.subcommand !== 'down') continue;
      const volumes = hasOption(compose.words, '-v', '--volumes');
      const titles = titlesAt(document, call.command.section);
      if (
        meant.test(titles) ||
        (!volumes && (security.test(titles) || unseen.has(call.command))) ||
        (call.command.label !== null && meant.test(call.command.label) && !volumes)
      )
        continue;
      yield volumes
        ? {
            message: `${quoted(call.command)} deletes the project's named volumes: the data of its databases is gone.`,
            at: placeOf(call),
            level: 'high',
            suggestion: 'leave out -v, or use `stop`',
          }
        : {
            message: `${quoted(call.command)} removes the containers with their logs and all that is not in a named volume; \`stop\` keeps them.`,
            at: placeOf(call),
            level: levelOf(document, call, titles),
          };
    }
  },
};

const creates =
  /\b(?:creat(?:e|es|ing|ion)|provision\w*|add(?:ing)?|bring(?:ing)? up|spin(?:ning)? up|build(?:ing)?|deploy\w*)\b/i;
const destroyed =
  /\b(?:destroy\w*|remov\w*|delet\w*|tear\w*|re-?creat\w*|decommission\w*|uninstall\w*|clean\w*|replac\w*|test\w*|local|staging)\b/i;

/** `terraform destroy` under a title that creates, or on a target that is typed, with no plan before it. */
const destroyedOf = (document: LintDocument, call: Call): Found | null => {
  if (!/^(?:terraform|tofu|tf|terragrunt)$/.test(call.program) || call.words[0] !== 'destroy') return null;
  const own = titlesAt(document, call.command.section).split(' / ').at(-1) ?? '';
  if (creates.test(own) && !destroyed.test(own))
    return {
      message: `"${own}" creates, and ${quoted(call.command)} destroys.`,
      at: placeOf(call),
      level: 'high',
    };
  const typed = call.command.placeholders.length > 0 && call.words.some((word) => word.startsWith('-target'));
  const planned = commandsBefore(document, call.command).some(({ command }) =>
    /\bplan\b|\bstate list\b/.test(command),
  );
  return typed && !planned
    ? {
        message: `${quoted(call.command)} destroys whatever the typed name stands for: no plan, and no look at the state, shows before it what that is.`,
        at: placeOf(call),
      }
    : null;
};

// There the removal is what the section is about.
// There DAT-EVIDENCE says what is lost.
const security = /\b(?:security|breach|compromis\w*|intrusion|malware|ransomware|hack(?:ed|ing)?)\b/i;
const meant =
  /\b(?:tear ?down|clean ?up|uninstall|decommission|destroy|remove|local (?:dev\w*|set-?up|environment)|development (?:set-?up|environment)|getting started|set-?up|install\w*|fresh|start over|from scratch|wipe|reset\w*)\b/i;
const incident =
  /\b(?:incident|emergenc\w*|outage|failure|breach|corrupt\w*|disaster|down|unavailable|crash\w*|critical|p0|p1|sev-?[01])\b/i;

const levelOf = (document: LintDocument, { command }: Call, titles: string): Level => {
  if (isReference(document, command.section)) return 'low';
  return incident.test(titles) || roleAt(document, command.section) === 'remediation' ? 'high' : 'medium';
};
