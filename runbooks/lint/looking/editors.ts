// Programs that take the terminal for somebody to write or to read in: editors, and pagers.
import type { Invocation } from '../../shell/shell-model.ts';

/** `git revert`, `git commit` without their message: the editor of whoever runs it comes up. */
export const opensEditor = ({ program, args, stage }: Invocation): boolean => {
  if (program !== 'git' || stage > 0) return false;
  const words = args.map(({ value }) => value);
  const verb = words.find((word) => !word.startsWith('-'));
  if (verb === 'revert')
    return !words.some((word) => /^(--no-edit|-n|--no-commit|--abort|--continue|--skip|--quit)$/.test(word));
  if (verb === 'rebase') return words.some((word) => /^(-i|--interactive)$/.test(word));
  return (
    verb === 'commit' &&
    !words.some((word) =>
      /^-[a-zA-Z]*[mFCh]|^--(message|file|no-edit|reuse-message|fixup|dry-run|help)/.test(word),
    )
  );
};

/** `vi`, `kubectl edit`, `crontab -e`: a file is to be changed by hand, and that is the step. */
export const editsByHand = ({ program, args, stage }: Invocation): boolean => {
  if (stage > 0) return false;
  const words = args.map(({ value }) => value);
  const [verb = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  switch (program) {
    case 'vi':
    case 'vim':
    case 'nvim':
    case 'nano':
    case 'pico':
    case 'emacs':
      return (
        verb !== '' && !words.some((word) => /^(-es?|-c|\+.*|--batch|--version|-nw|-[a-zA-Z]*s)$/.test(word))
      );
    case 'visudo':
    case 'vipw':
      return !words.some((word) => /^-[a-z]*c/.test(word));
    case 'crontab':
      return words.includes('-e');
    case 'kubectl':
    case 'oc':
      return verb === 'edit';
    case 'systemctl':
      return verb === 'edit' && !words.includes('--stdin');
    case 'ansible-vault':
      return verb === 'edit' || verb === 'create';
    case 'patronictl':
      return (
        words.includes('edit-config') &&
        !words.some((word) => /^(-s|--set|-p|--pg|--apply|--replace|-q|--quiet|--force)/.test(word))
      );
    case 'rails':
      return verb === 'credentials:edit';
    case 'docker':
      return verb === 'config' && second === 'edit';
    default:
      return false;
  }
};

/** What is shown in pages, until somebody leaves it. */
export const pages = ({ program, args, stage, stages }: Invocation): boolean =>
  /^(less|more|most|man)$/.test(program) &&
  stage === stages - 1 &&
  (stage > 0 || args.some(({ value }) => !value.startsWith('-'))) &&
  !args.some(({ value }) => /^-[a-zA-Z]*F|^--quit-if-one-screen/.test(value));

/** `journalctl -u shop`: more than a screen of it comes up in a pager, which takes the lines pasted behind it for its own keys. */
export const pagesWhenLong = ({ program, args, stages, redirections }: Invocation): boolean => {
  if (program !== 'journalctl' || stages > 1 || redirections.length > 0) return false;
  const words = args.map(({ value }) => value);
  const lines = words.flatMap((word, at) => {
    const count = /^(?:-n|--lines=?)(\d*)$/.exec(word);
    return count === null ? [] : [Number(count[1] === '' ? words[at + 1] : count[1])];
  })[0];
  return (
    !words.some((word) =>
      /^(?:--no-pager|--vacuum-\S+|--disk-usage|--rotate|--flush|--sync|--verify|--list-boots|-[a-z]*f[a-z]*|--follow|--version|--help)/.test(
        word,
      ),
    ) &&
    // As many fit on a screen.
    (lines === undefined || lines > 40)
  );
};
