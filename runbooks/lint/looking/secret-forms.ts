// Texts that are a secret by their form alone, whatever stands before them: tokens of known services, addresses that let anybody post.
import { isLiteral, isWrittenOut, looksReal, type SecretWord } from './secret-values.ts';
import type { ShellWord } from '../../shell/shell-model.ts';

const forms: readonly RegExp[] = [
  /^(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|(?:sk|rk)_live_|sk-(?:ant-|proj-)?|npm_|hvs\.|dop_v1_|SG\.)[\w.-]{16,}$/,
  // A key of AWS.
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/,
  /^eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/,
];

/** As a service hands them out; the examples of its documentation are none. */
export const hasSecretForm = (text: string): boolean =>
  forms.some((form) => form.test(text)) && !/EXAMPLE|x{6}|0{8}|1234567/i.test(text);

const posting =
  /^https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:[\w-]+\.)?discord(?:app)?\.com\/api\/webhooks|[\w-]+\.webhook\.office\.com\/webhookb2|api\.telegram\.org\/bot\d+:)[\w@/:-]*?([\w-]{16,})(?:\/send\w*)?(?:\?.*)?$/i;

/** `https://hooks.slack.com/services/T…/B…/…`: whoever has it may write in that channel. */
export const ofWebhook = (word: ShellWord): SecretWord | null => {
  if (!word.value.startsWith('https://')) return null;
  const token = posting.exec(word.value)?.[1] ?? '';
  const isReal = looksReal(token) && new Set(token.toLowerCase()).size >= 8 && isWrittenOut(token);
  return isReal && isLiteral(word, token)
    ? { word, what: 'the address of the webhook', literal: true }
    : null;
};
