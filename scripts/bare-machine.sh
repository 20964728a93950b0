#!/bin/sh
# Runs a command where only Node and the programs of a minimal Debian can be seen:
#
#   scripts/bare-machine.sh [--without NAME,NAME…] COMMAND…
#
# Nothing on the host changes: the directories of programs are covered in a mount namespace of the command's own.
# Works as root and, where user namespaces are allowed, as an ordinary user.
set -eu

# `hostname` is essential in Debian, and yet missing on Arch and in many images: nothing may count on it.
without=hostname
if [ "${1-}" = --without ]; then
	without=$without,$2
	shift 2
fi
if [ $# = 0 ]; then
	echo 'usage: scripts/bare-machine.sh [--without NAME,NAME…] COMMAND…' >&2
	exit 2
fi
if ! command -v dpkg-query >/dev/null; then
	echo 'Only dpkg can say what a minimal Debian has: run this on Debian or Ubuntu.' >&2
	exit 2
fi

# What debootstrap installs at the least: the essential packages and those of priority "required".
kept=" node npm npx $(
	dpkg-query -W -f '${Essential} ${Priority} ${Package}\n' |
		sed -n 's/^yes [^ ]* //p; s/^no required //p' |
		xargs dpkg-query -L | sed -n 's:^.*/s\{0,1\}bin/\([^/]*\)$:\1:p' | sort -u | tr '\n' ' '
)"
for name in $(echo "$without" | tr , ' '); do
	kept=$(echo "$kept" | sed "s/ $name / /")
done

cover=$(cat <<'END'
mount -t tmpfs -o mode=755 tmpfs /mnt
for directory in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin /usr/games /usr/local/games; do
	# Where /usr is merged, /bin and /sbin are links to what is covered already.
	if [ -L "$directory" ] || ! [ -d "$directory" ]; then continue; fi
	mkdir -p "/mnt$directory"
	{
		for program in "$directory"/*; do
			case $KEPT in *" ${program##*/} "*) echo "$program" ;; esac
		done
		# A link such as awk, which leads by /etc/alternatives/awk to mawk, stays where its program does.
		find "$directory" -maxdepth 1 -lname '/etc/alternatives/*' | while read -r program; do
			real=$(readlink -f "$program") || continue
			case $KEPT in *" ${real##*/} "*) echo "$program" ;; esac
		done
	} | xargs -r cp -d --preserve=mode,timestamps -t "/mnt$directory"
done
for directory in $(cd /mnt && find . -type d -path "*bin" -o -type d -name games); do
	mount --bind "/mnt/$directory" "/$directory"
done
umount /mnt
unset KEPT
exec "$@"
END
)

# Node itself may stand elsewhere, as that of nvm does, where there is nothing else.
node=$(readlink -f "$(command -v node)")
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${node%/*}
export PATH KEPT="$kept"
if [ "$(id -u)" = 0 ]; then
	exec unshare --mount --propagation private sh -euc "$cover" sh "$@"
fi
exec unshare --map-root-user --mount --propagation private sh -euc "$cover" sh \
	unshare --user --map-user="$(id -u)" --map-group="$(id -g)" "$@"
