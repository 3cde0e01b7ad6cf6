// Commands that hold until somebody takes them back: traffic that is cut off, switches, nodes out of service, overridden settings, schemas.
import type { Level } from '../rule.ts';
import { hasOption, type Call } from './calls.ts';
import { httpOf } from './http-calls.ts';
import { kubectlOf } from './lifecycle-kubernetes.ts';
import { migratesSchema } from './migrations.ts';
import { pairedDeedOf } from './paired-deeds.ts';
import { remoteOf } from './remotes.ts';

export interface Deed {
  /** To follow the command in a sentence. */
  readonly does: string;
  readonly undo: string;
  readonly back: RegExp;
  readonly level: Level;
}

export const oneWayDeedOf = (call: Call): Deed | null =>
  ofFirewall(call) ??
  ofSwitch(call) ??
  ofNode(call) ??
  ofKafka(call) ??
  ofSchema(call) ??
  pairedDeedOf(call.program, call.words);

const opens =
  /\biptables\b[^\n]*(?:-D|--delete|-F|--flush)\b|\biptables-restore\b|\bufw (?:delete|allow|disable|reset)\b|\bnft (?:delete|flush)\b|\b(?:unblock|un-?ban|re-?open|remove (?:the|this|that|these) (?:rules?|block|ban|firewall)|restore (?:network|access|connectivity|the firewall)|revert (?:the )?(?:firewall|rules?))\b/i;

const ofFirewall = (call: Call): Deed | null => {
  const remote = remoteOf(call);
  const { program, words } = call;
  const line = program === 'iptables' || program === 'ip6tables' ? words.join(' ') : (remote?.text ?? '');
  const drops =
    (/(?:^|\s)(?:-A|-I|--append|--insert)\b/.test(line) && /-j\s+(?:DROP|REJECT)\b/.test(line)) ||
    ((program === 'iptables' || program === 'ip6tables') &&
      /(?:^|\s)(?:-P|--policy)\s+\w+\s+DROP\b/.test(line)) ||
    (program === 'ufw' && words[0] === 'default' && /deny|reject/.test(line));
  if (!drops) return null;
  const one = /(?:\s-s|--source|--src)\b/.test(line);
  return {
    does: one ? 'blocks an address' : 'cuts traffic off',
    undo: 'open it again',
    back: opens,
    level: one ? 'low' : 'high',
  };
};

const off =
  /\/(?:disable|off|pause|suspend|stop|freeze|lock)(?:[/?]|$)|[?&](?:enabled|active)=(?:false|0)\b|[?&](?:paused|maintenance|read_?only)=(?:true|1)\b/i;
const offBody =
  /"?(?:enabled|active|is_?active|state|status|value|rollout)"?\s*[:=]\s*"?(?:false|0|off|disabled|paused)\b|"?(?:paused|maintenance(?:_?mode)?|read_?only|kill_?switch)"?\s*[:=]\s*"?(?:true|1|on)\b/i;
const switchedBack =
  /\/(?:enable|on|resume|unpause|unfreeze|unlock)(?:[/?"'\s]|$)|\b(?:re-?enabl\w*|enable (?:it |them |trading |\w+ )?again|turn(?:ing|ed)? (?:it |them |\w+ )?back on|switch(?:ing|ed)? (?:it |them |\w+ )?back on|resum\w*|unpaus\w*|unfreez\w*|back to normal)\b|"?(?:enabled|active)"?\s*[:=]\s*"?(?:true|1|on)\b|"?(?:paused|maintenance(?:_?mode)?|read_?only)"?\s*[:=]\s*"?(?:false|0|off)\b/i;

/** A feature flag, a kill switch, a maintenance mode, set by HTTP or by a tool. */
const ofSwitch = (call: Call): Deed | null => {
  const http = httpOf(call);
  const line = call.words.join(' ');
  const isOff =
    (http !== null &&
      /^(?:POST|PUT|PATCH|DELETE)$/.test(http.method) &&
      (off.test(http.url) || offBody.test(http.body))) ||
    (/^(?:ldcli|unleash|flagsmith|launchdarkly|flipt)$/.test(call.program) &&
      /\b(?:off|disable|toggle-off)\b/.test(line)) ||
    (call.program === 'heroku' && /^maintenance:on$/.test(call.words[0] ?? '')) ||
    (call.program === 'rails' && /maintenance:start/.test(line));
  return isOff
    ? { does: 'switches something off', undo: 'switch it on again', back: switchedBack, level: 'medium' }
    : null;
};

const ofNode = (call: Call): Deed | null => {
  const kubectl = kubectlOf(call);
  if (kubectl === null) return null;
  const line = kubectl.words.join(' ');
  if (kubectl.subcommand === 'cordon' || kubectl.subcommand === 'drain')
    return {
      does: 'takes the node out of service',
      undo: 'bring it back',
      back: /\buncordon\b|\bdelete node\b|\b(?:terminat\w*|replac\w*|remov\w*|delet\w*|decommission\w*|recreat\w*|rebuil\w*) (?:the |this |that |a |bad |old |failed |faulty )*(?:node|instance|machine|vm|server)\b|terminate-instance/i,
      level: 'medium',
    };
  const toZero = kubectl.subcommand === 'scale' && /--replicas[= ]0\b/.test(line);
  return toZero
    ? {
        does: 'stops all replicas',
        undo: 'start them again',
        back: /--replicas[= ](?:[1-9]|[$<{"']|_|N\b|n\b)|\bscal\w+ (?:\w+ ){0,3}(?:back|up|to [1-9])|\b(?:kubectl (?:apply|rollout)|helm (?:upgrade|rollback))\b/i,
        level: 'medium',
      }
    : null;
};

const lasting = /\b(?:create|new topic|provision|default)\b/i;

/** A setting that is put over the one of the cluster stays until somebody deletes it. */
const ofKafka = ({ program, words, command }: Call): Deed | null => {
  const overrides =
    (/^kafka-configs(?:\.sh)?$/.test(program) &&
      hasOption(words, '--alter') &&
      hasOption(words, '--add-config')) ||
    (program === 'rpk' && words[1] === 'alter-config');
  if (!overrides || lasting.test(command.label ?? '')) return null;
  return {
    does: 'overrides a setting for as long as nobody deletes it',
    undo: 'put it back',
    back: /--delete-config\b|--delete\s+\S*(?:retention|config)|\b(?:revert|restore|reset|set|put|return|go)\b[^\n]{0,40}\b(?:back|config\w*|retention|settings?|overrides?|original|previous value|default)\b|\bremove (?:the )?(?:override|throttle|limit|config)/i,
    level: 'medium',
  };
};

const schemaBack =
  /\bdowngrade\b|\bmigrate[: ](?:down|undo|rollback|reset|resolve)\b|\bdb:(?:rollback|migrate:(?:undo|down))\b|\bmigration:revert\b|\brollback\b[^\n]{0,60}\b(?:migrat\w*|schema|database|db)\b|\b(?:migrat\w*|schema|database)\b[^\n]{0,60}\b(?:roll(?:ed|ing|s)?[- ]?back|revert\w*|undo\w*|revers\w*|backward\w*|forward[- ]only|expand)\b|\brevert\w*\b[^\n]{0,60}\b(?:migrat\w*|schema)\b|\brestore\b[^\n]{0,40}\b(?:if|when)\b/i;

const ofSchema = (call: Call): Deed | null =>
  migratesSchema(call)
    ? { does: 'changes the schema', undo: 'go back from that', back: schemaBack, level: 'medium' }
    : null;
