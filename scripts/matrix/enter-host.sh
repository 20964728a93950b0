#!/bin/sh
# Lays out the root of one host of the matrix and runs its command in it; enter-host.mjs gives the variables.
#
#   ROOT     the tree of files      NODES  where the nodes that are not usual stand
#   PROGRAM  the packed program     WORK   an empty directory
#   KIND     plain or oci           DISK   overlay or read-only
#   NODE     usual, beside, closed  ATIME  an option for /proc and /sys
#   GROUPS_  "OPTIONS NAME" a line: the hierarchies to be mounted, of this control group namespace
#   IDS      "UID GID" of who runs the command; COMMAND, a line of sh; ENTRY, the command that starts it
#
# Runs as root in mount, PID, IPC, UTS and control group namespaces of its own.
set -eu
mount -t tmpfs -o mode=755 tmpfs "$WORK"
mkdir "$WORK/root" "$WORK/upper" "$WORK/work" "$WORK/bundle"
root=$WORK/root
case $DISK in
overlay) mount -t overlay -o "lowerdir=$ROOT,upperdir=$WORK/upper,workdir=$WORK/work" overlay "$root" ;;
read-only) mount --bind "$ROOT" "$root" && mount -o remount,bind,ro "$root" ;;
esac
mount --bind "$PROGRAM" "$root/opt/program"
mount -o remount,bind,ro "$root/opt/program"
if [ "$KIND" = oci ]; then
	mount -t proc proc /proc
	cp "$CONFIG" "$WORK/bundle/config.json"
	exec $RUNTIME --root "$WORK/state" run --bundle "$WORK/bundle" "$NAME"
fi

for directory in tmp run root home; do
	mode=755
	if [ $directory = tmp ]; then mode=1777; fi
	if [ $directory = root ]; then mode=700; fi
	mount -t tmpfs -o mode=$mode tmpfs "$root/$directory"
done
mkdir "$root/home/learner" && chown 1000:1000 "$root/home/learner"
case $NODE in
beside) mkdir "$root/home/conda" && mount --bind "$NODES/beside" "$root/home/conda" ;;
closed) mkdir -p "$root/root/.nvm" && mount --bind "$NODES/usual" "$root/root/.nvm" ;;
esac
# The node that is always there must not stand in for it.
if [ "$NODE" != usual ]; then mount -t tmpfs -o mode=755 tmpfs "$root/usr/local/bin"; fi

mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
	: >"$root/dev/$device" && mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${number%:*}" "$root/dev/${number#*:}"; done
mount -t proc -o "nosuid,nodev,noexec,$ATIME" proc "$root/proc"
mount -t sysfs -o "nosuid,nodev,noexec,$ATIME" sysfs "$root/sys"
if [ -n "$GROUPS_" ]; then
	if [ "$GROUPS_" = v2 ]; then
		mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
	else
		mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
		for options in $GROUPS_; do
			mkdir "$root/sys/fs/cgroup/$options"
			mount -t cgroup -o "$options" cgroup "$root/sys/fs/cgroup/$options"
		done
	fi
fi
mkdir "$root/run/old"
cd "$root"
pivot_root . run/old
umount -l /run/old
rmdir /run/old
exec "$@"
