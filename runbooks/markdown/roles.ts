// What a section is for, by the words of its title, in English, French, German, Spanish and Portuguese.
import type { Role } from '../model.ts';
import { withoutAccents } from './accents.ts';

// In this order: "Post-Rollback Verification" verifies, "Escalation if rollback fails" escalates. Word beginnings are
// marked by `-`; accents are taken off before.
const lexicon: readonly (readonly [Role, string])[] = [
  [
    'verification',
    'verify verification verifications verifying verified validate validation smoke expect expected confirm confirmation ' +
      'uberprufung verifizierung verifizieren prufung erfolgskontrolle kontrolle verifier validacion verificacion verificacao validacao',
  ],
  [
    'escalation',
    'escalation escalations escalate contact contacts on-call eskalation eskalieren ansprechpartner escalade contacto escalado escalamiento ' +
      'escalacao escalonamento',
  ],
  [
    'rollback',
    'rollback rollbacks roll-back revert reverting backout back-out undo zuruckrollen rucknahme retour-arriere reversion',
  ],
  [
    'prevention',
    'prevention preventive prevent preventing postmortem post-mortem post-incident follow-up followup lessons long-term vorbeugung ' +
      'pravention nachbereitung prevencion prevencao',
  ],
  [
    'pre-flight',
    'prerequisite prerequisites pre-requisite pre-requisites precondition preconditions preflight pre-flight pre-check pre-checks ' +
      'requirements preparation before-you-begin before-you-start voraussetzung voraussetzungen vorbereitung prerequis requisitos prerrequisitos',
  ],
  [
    'diagnosis',
    'diagnosis diagnose diagnoses diagnosing diagnostic diagnostics troubleshoot troubleshooting investigation investigate investigating ' +
      'triage data-gathering quick-check quick-checks root-cause cause causes assess debugging debug analysis analyse fehlersuche ursache ' +
      'ursachen untersuchung diagnostico analisis',
  ],
  [
    'remediation',
    'resolution resolutions resolve resolving remediation remediate remedy mitigation mitigations mitigate mitigating fix fixes fixing ' +
      'quick-fix quick-fixes repair repairs repairing first-aid workaround workarounds solution solutions corrective immediate-actions immediate-action ' +
      'behebung fehlerbehebung losung losungen massnahmen sofortmassnahmen wiederherstellung abhilfe correction remediation attenuation ' +
      'contournement retablissement resolucion solucion mitigacion remediacion resolucao solucao mitigacao',
  ],
  ['impact', 'impact impacts consequences auswirkung auswirkungen consequence impacto'],
  ['symptom', 'symptom symptoms signs symptome symptomes sintomas anzeichen'],
  [
    'trigger',
    'trigger triggers alerts thresholds ausloser alarme declencheur declencheurs alertes alertas disparador',
  ],
  [
    'reference',
    'reference references links appendix glossary overview background architecture see-also table-of-contents cheatsheet cheat-sheet ' +
      'quick-reference useful-commands dashboards referenzen anhang ubersicht annexe referencias resources related',
  ],
];

// Words that say little: they count where nothing around the section tells more.
const weak: readonly (readonly [Role, RegExp])[] = [
  ['diagnosis', /^(?:check|checks|checking|identify|inspect|health-checks?)$/],
  ['remediation', /^(?:steps?|actions?|commands?|procedures?|instructions|response|schritte|etapes|pasos)$/],
];

// A title that is nothing but this.
const alone: readonly (readonly [Role, RegExp])[] = [
  [
    'trigger',
    /^(?:the )?(?:prometheus )?(?:alert|alarm|alerte|alerta)(?: (?:details?|conditions?|definitions?|rules?|expressions?|query|thresholds?|triggers?|configuration))?$/,
  ],
  ['trigger', /^(?:threshold|condition|detection|detected by|when to use(?: this runbook)?)$/],
  ['trigger', /^(?:prometheus |promql )?(?:expression|expr|query)$/],
  [
    'remediation',
    /^(?:what (?:to|should (?:i|we|you)|do (?:i|we|you)) do(?: (?:now|first|next|about it))?|how (?:to|do (?:i|we|you)) (?:recover|respond|react|restore|act)(?: \w+)?)$/,
  ],
  ['diagnosis', /^(?:what to (?:check|look (?:at|for))|where to look)(?: (?:now|first|next))?$/],
  ['remediation', /^(?:(?:service|system|manual|full) )?recover(?:y|ing)?(?: (?:steps|procedure|actions))?$/],
  [
    'symptom',
    /^(?:(?:the )?meaning|what (?:it|this|does (?:it|this)) means?|what (?:it|this)(?: alert)? means|scenario|problem|issue|description|summary|what (?:you|users) (?:will )?see)$/,
  ],
];

export interface OwnRole {
  readonly role: Role;
  readonly weak: boolean;
  /** It checks something: whether the remedy helped, where it stands behind one. */
  readonly checks?: true;
}

const checking = /^(?:check|checks|checking|health-checks?)$/;
/** "Check that it worked", "Check the result". */
const outcome = /^(?:worked|works|helped|succeeded|recovered|results?|outcome|success)$/;

/** The role that a title alone tells; null when it tells none. */
export const roleOfTitle = (title: string): OwnRole | null => {
  const plain = normalise(title);
  const exact = alone.find(([, pattern]) => pattern.test(plain))?.[0];
  if (exact !== undefined) return { role: exact, weak: false };
  const words = plain.split(' ');
  const role = lexicon[rankOf(words)]?.[0];
  if (role !== undefined) return { role, weak: false };
  const checks = words.some((word) => checking.test(word));
  if (checks && words.some((word) => outcome.test(word))) return { role: 'verification', weak: false };
  const hint = weak.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0];
  if (hint === undefined) return null;
  return { role: hint, weak: true, ...(checks && hint === 'diagnosis' && { checks }) };
};

/** The least rank of a word, or of two or three that stand together. */
const rankOf = (words: readonly string[]): number => {
  let least = lexicon.length;
  let before = '';
  let twoBefore = '';
  for (const word of words) {
    for (const term of [word, `${before}-${word}`, `${twoBefore}-${before}-${word}`])
      least = Math.min(least, rankByWord.get(term) ?? least);
    [twoBefore, before] = [before, word];
  }
  return least;
};

const rankByWord = new Map(
  lexicon
    .toReversed()
    .flatMap(([, words], at) => words.split(' ').map((word) => [word, lexicon.length - 1 - at])),
);

/** Lower case, no accents, no numbering, nothing in brackets, nothing behind "if" or "when". */
const normalise = (title: string): string => {
  const plain = withoutAccents(title.slice(0, 200))
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\([^)]*\)?/g, ' ')
    .replace(/^\s*(?:step\s*)?\d+(?:\.\d+)*\s*[.):]?\s*/, '')
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim();
  const main = plain.split(/ (?:if|when|after|before|until|unless|once|while|wenn|falls|si) /)[0] ?? plain;
  return main === '' ? plain : main;
};
