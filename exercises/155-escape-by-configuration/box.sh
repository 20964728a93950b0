#!/usr/bin/env bash
# box: a shell in a container, whose root is made of the programs of out here and of directories of its own.
#
#   box NAME [COMMAND]  as ~/boxes/NAME/spec has it
#   box --closed NAME   the same, without what is open in it
#   box --guard NAME    in the background, with a guard in the place of a shell
#
# A spec may set: descriptor, a directory that is left open; mount, a directory of out here, shown as /host;
# socket=yes, the socket of `engine` as /run/engine.sock.
set -u

fail() { echo "box: $*" >&2; exit 1; }

mode=shell
case ${1:-} in
	--closed | --guard) mode=${1#--}; shift ;;
esac
[ $# -ge 1 ] || fail 'box [--closed|--guard] NAME [COMMAND...]'
name=$1 dir=$HOME/boxes/$1
shift
command=${*:-bash}
[ -r "$dir/spec" ] || fail "there is no container $name; there is $(ls -m "$HOME/boxes")."
descriptor= mount= socket=
. "$dir/spec"
[ "$mode" != closed ] || descriptor= mount=${mount:+$HOME/share} socket=

# As an engine does, it hands on neither the environment nor the files that are open in whoever calls it, but for
# what is told to it.
for variable in $(compgen -e); do
	case $variable in
		HOME | PATH | TERM | USER | LOGNAME | SHELL* | LANG | LC_* | NO_COLOR | BASH* | LESSON* | __lesson*) ;;
		*) unset -v "$variable" ;;
	esac
done
for open in /proc/$$/fd/*; do
	number=${open##*/}
	# 255 is this script, and bash closes it itself.
	if [ "$number" -gt 2 ] && [ "$number" -ne 255 ] && { [ -f "$open" ] || [ -d "$open" ]; }; then exec {number}>&-; fi
done

mkdir -p "$dir/root" ~/share
if [ -n "$socket" ] && ! [ -S ~/engine.sock ]; then
	node ~/bin/engine > ~/engine.log 2>&1 &
	until [ -S ~/engine.sock ]; do sleep 0.05; done
fi
share=$(stat -c %d:%i ~/share)
export dir name mode mount socket command share
# What is open and not marked close-on-exec stays open in whatever is started (execve(2)).
[ -z "$descriptor" ] || exec 7< "$descriptor"
start=(unshare --mount --pid --fork --uts --ipc --net sh ~/.inside "$name" "$mode")
if [ "$mode" = guard ]; then
	! kill -0 "$(cat "$dir/pid" 2> /dev/null)" 2> /dev/null || kill -KILL "$(cat "$dir/pid")"
	rm -f "$dir/log"
	# With unshare its process 1 goes, too (unshare(1), --kill-child).
	unshare --kill-child "${start[@]:1}" < /dev/null > "$dir/log" 2>&1 &
	echo $! > "$dir/pid"
	until grep -qs guards "$dir/log" || ! kill -0 $! 2> /dev/null; do sleep 0.1; done
	cat "$dir/log"
else
	exec "${start[@]}"
fi
