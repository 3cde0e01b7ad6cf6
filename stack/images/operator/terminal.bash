# What makes one terminal of many bash processes: restores what the command before left, keeps what this one leaves.
# Bash reads it by BASH_ENV before it runs a command line, which is therefore run exactly as written.
__gameday_file=$GAMEDAY_TERMINAL/$GAMEDAY_TERMINAL_TO
__gameday_from=$GAMEDAY_TERMINAL/$GAMEDAY_TERMINAL_FROM
[[ -d $GAMEDAY_TERMINAL ]] || /bin/mkdir -p -m 700 "$GAMEDAY_TERMINAL"
# Where this command keeps nothing, because it replaces the shell or is killed, the state before goes on.
[[ ! -f $__gameday_from ]] || /bin/ln -f "$__gameday_from" "$__gameday_file"
__gameday_folder=$GAMEDAY_TERMINAL
unset -v BASH_ENV GAMEDAY_TERMINAL GAMEDAY_TERMINAL_FROM GAMEDAY_TERMINAL_TO __gameday_from
mapfile -t __gameday_given < <(compgen -e)

# Called with the exit status and the shell's positional parameters. `builtin` everywhere: the person may have functions of these names.
__gameday_keep() {
  # Not by $(set +o): bash turns some options off in a command substitution.
  builtin local __gameday_set="$SHELLOPTS" __gameday_shopt="$BASHOPTS" __gameday_name
  builtin local -a __gameday_dirs __gameday_names
  builtin set +euxvfCT
  builtin shopt -u nocasematch extdebug
  builtin mapfile -t __gameday_dirs < <(builtin dirs -l -p)
  while IFS= builtin read -r __gameday_name; do
    case $__gameday_name in
      BASH_REMATCH) ;;
      # Bash's own, what belongs to one command's process, and ours.
      BASH | BASH_* | BASHOPTS | BASHPID | COLUMNS | COMP_* | DIRSTACK | EPOCH* | EUID | FUNCNAME | GROUPS | HISTCMD | \
        HOSTTYPE | LINENO | LINES | MACHTYPE | OLDPWD | OPTIND | OSTYPE | PIPESTATUS | PPID | PWD | RANDOM | SECONDS | \
        SHELLOPTS | SHLVL | SRANDOM | TERM | UID | _ | GAMEDAY_EXEC | __gameday_*) continue ;;
    esac
    __gameday_names+=("$__gameday_name")
  done < <(builtin compgen -v)
  {
    __gameday_keep_state "$@"
  } >"$__gameday_file.new" && /bin/mv -f "$__gameday_file.new" "$__gameday_file"
}

__gameday_keep_state() {
  builtin local __gameday_option __gameday_line __gameday_aliases='' __gameday_index __gameday_status="$1"
  builtin shift
  # First what decides how the rest is read; aliases and set options last, since they would act on it.
  __gameday_shopt=:$__gameday_shopt:
  [[ $__gameday_shopt != *:expand_aliases:* ]] || __gameday_aliases='\builtin shopt -s expand_aliases'
  __gameday_shopt=${__gameday_shopt/:expand_aliases:/:}
  builtin printf 'builtin shopt -u %s\n' '${BASHOPTS//:/ }'
  builtin printf 'builtin shopt -s %s\n' "${__gameday_shopt//:/ }"
  builtin declare -p "${__gameday_names[@]}"
  IFS=$' \t\n'
  for __gameday_name in "${__gameday_given[@]}"; do
    [[ -v $__gameday_name || $__gameday_name == TERM || $__gameday_name == *[!a-zA-Z0-9_]* ]] ||
      builtin printf 'builtin unset -v %s\n' "$__gameday_name"
  done
  builtin printf '__gameday_enter %q\n' "${__gameday_dirs[0]}"
  for ((__gameday_index = ${#__gameday_dirs[@]} - 1; __gameday_index > 0; __gameday_index--)); do
    builtin printf 'builtin pushd -n %q >/dev/null\n' "${__gameday_dirs[__gameday_index]}"
  done
  [[ ! -v OLDPWD ]] || builtin printf 'OLDPWD=%q\n' "$OLDPWD"
  builtin umask -p
  while IFS= builtin read -r __gameday_name; do
    [[ $__gameday_name == @(__gameday_*|trap) ]] || builtin declare -f "$__gameday_name"
  done < <(builtin compgen -A function)
  builtin declare -Fx
  builtin printf '__gameday_exit=%q\n' "$__gameday_exit"
  builtin alias -p
  if (($# > 0)); then
    builtin printf '\\builtin set --'
    builtin printf ' %q' "$@"
    builtin printf '\n'
  fi
  builtin printf '%s\n' "$__gameday_aliases"
  # On one line, and silent: with `verbose` or `xtrace` on, the next one would be shown.
  __gameday_line='\builtin set +o braceexpand +o hashall +o interactive-comments'
  for __gameday_option in ${__gameday_set//:/ }; do
    case $__gameday_option in
      history | monitor | noexec | onecmd | privileged) ;;
      *) __gameday_line+=" -o $__gameday_option" ;;
    esac
  done
  # `echo $?` asks for the command before. With `errexit` on, it can only have been 0.
  [[ :$__gameday_set: == *:errexit:* ]] || __gameday_line+="; __gameday_return $__gameday_status"
  builtin printf '{ %s; } 2>/dev/null\n' "$__gameday_line"
}

__gameday_return() {
  builtin return "$1"
}

# A folder that was removed is still where the person stands, with nothing in it; elsewhere `rm -rf *` would hit something else.
__gameday_enter() {
  builtin cd -- "$1" 2>/dev/null && return
  builtin local __gameday_above="$1"
  until [[ -d $__gameday_above ]]; do
    __gameday_above=${__gameday_above%/*}
    __gameday_above=${__gameday_above:-/}
  done
  if { /bin/mkdir -p -- "$1" && builtin cd -- "$1"; } 2>/dev/null; then
    (builtin cd -- "$__gameday_above" && /bin/rmdir -p -- "${1#"$__gameday_above"/}") 2>/dev/null
    return
  fi
  builtin printf 'bash: cd: %s: No such file or directory\n' "$1" >&2
  builtin trap - EXIT
  builtin exit 1
}

# A person's EXIT handler is for the end of the terminal, not for the end of each command.
trap() {
  builtin trap "$@" || return
  [[ $BASHPID == "$$" ]] || return 0
  builtin local __gameday_handler
  __gameday_handler=$(builtin trap -p EXIT)
  [[ $__gameday_handler != *__gameday_keep* ]] || return 0
  builtin eval "builtin set -- $__gameday_handler"
  __gameday_exit=${3-}
  __gameday_watch
}
__gameday_watch() {
  builtin trap '{ __gameday_keep "$?" "$@" || :; } >/dev/null 2>&1' EXIT
}

__gameday_exit=
if [[ -n ${GAMEDAY_TERMINAL_END-} ]]; then
  builtin trap 'builtin eval "$__gameday_exit"; /bin/rm -rf -- "$__gameday_folder"' EXIT
else
  __gameday_watch
fi
unset -v GAMEDAY_TERMINAL_END
# Nothing may follow what is read here but its own last line.
if [[ -f $__gameday_file ]]; then
  source "$__gameday_file"
else
  shopt -s expand_aliases
fi
