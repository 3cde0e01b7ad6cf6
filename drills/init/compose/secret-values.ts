// Which variables of somebody's .env and env_file stay there: by their names, or by what they hold.
import { isSecretName as isMasked } from '../../../core/redact.ts';
import { isSecretName } from '../../../runbooks/classes/secrets.ts';

/** `user:password@host`, with a scheme in front or without. */
const password = /([^\s:/@]+:)[^\s/@]+(@[^\s@])/;

/** Keys as vendors hand them out, which say what they are: Stripe, GitHub, GitLab, Slack, AWS; and PEM. */
const handedOut =
  /^(?:[rs]k_(?:live|test)_|whsec_|gh[oprsu]_|github_pat_|glpat-|xox[abeoprs]-|A[KS]IA[A-Z0-9]{12})|-----BEGIN [A-Z ]*PRIVATE KEY/;

/** Nothing is no secret. */
export const isSecret = (name: string, value: string | undefined): boolean =>
  value !== undefined &&
  value !== '' &&
  (isMasked(name) || isSecretName(name) || password.test(value) || handedOut.test(value));

/** What a made-up value has to look like, where its form says more than its name; '' elsewhere. */
export const withoutPassword = (value: string): string =>
  password.test(value) ? value.replace(password, '$1…$2') : '';
