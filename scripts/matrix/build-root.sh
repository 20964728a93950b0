#!/bin/sh
# Builds the roots of one Debian suite: build-root.sh FOLDER SUITE NODE
#
# FOLDER then holds full/, with every tool that a step asks for, and slim/, the same files (by hard links)
# with only those programs that a minimal Debian has, relocated/, where
# they stand in no directory of the usual, and nodes/. Runs as root, in mount and PID namespaces of its own
# (prepare-roots.mjs makes them), so that nothing of it is mounted or running here afterwards.
set -eu
folder=$1 suite=$2 node=$3
export DEBIAN_FRONTEND=noninteractive

rm -rf "$folder"
mkdir -p "$folder/full"
tools=iproute2,procps,hostname,python3-minimal,perl-base,bubblewrap,crun,runc,strace,libcap2-bin,busybox,less,patchelf
# pivot_root(8) has moved there in sid; bullseye does not know the package.
if [ "$suite" != bullseye ]; then tools=$tools,util-linux-extra; fi
debootstrap --variant=minbase --include="$tools" "$suite" "$folder/full" >"$folder/log" 2>&1 || {
	tail -n 3 "$folder/log" >&2
	exit 1
}
rm -rf "$folder"/full/var/lib/apt/lists/* "$folder"/full/var/cache/apt/*.bin "$folder"/full/var/cache/apt/archives/*.deb

cp "$node" "$folder/full/usr/local/bin/node"
chroot "$folder/full" node --version >/dev/null || {
	echo "this machine's node does not run in $suite; it needs one from nodejs.org" >&2
	exit 1
}
echo 'learner:x:1000:1000::/home/learner:/bin/bash' >>"$folder/full/etc/passwd"
echo 'learner:x:1000:' >>"$folder/full/etc/group"
mkdir -p "$folder/full/home/learner" "$folder/full/opt/program"
chown 1000:1000 "$folder/full/home/learner"
# The binaries of a real install are root's, whoever built this.
chown 0:0 "$folder/full/usr/local/bin/node"

cp -al "$folder/full" "$folder/slim"
# What is neither essential nor of priority "required" goes; its libraries may stay, nothing asks for those.
chroot "$folder/full" sh -c '
	dpkg-query -W -f "\${Essential} \${Priority} \${Package}\n" | sed -n "/^yes /!{/^no required /!s/.* //p}" |
		xargs dpkg-query -L | sed -n "s:^\(/usr\)\{0,1\}\(/s\{0,1\}bin/[^/]*\)$:\2:p" | sort -u
' >"$folder/tools"
while read -r program; do
	rm -f "$folder/slim$program" "$folder/slim/usr$program"
done <"$folder/tools"
# The names by which alternatives lead to what is gone.
find "$folder"/slim/usr/bin "$folder"/slim/usr/sbin -xtype l -delete

# As in NixOS: of /usr there is only env, of /bin only sh; the tools stand in a directory of their own.
cp -al "$folder/full" "$folder/relocated"
cd "$folder/relocated"
mkdir -p nix/store
mv usr nix/store/tools
mkdir -p usr/bin usr/local/bin
for name in lib lib32 lib64 libx32 share libexec; do
	if [ -e "nix/store/tools/$name" ]; then ln -s "/nix/store/tools/$name" "usr/$name"; fi
done
rm bin sbin
mkdir bin
ln -s /nix/store/tools/bin/env usr/bin/env
ln -s /nix/store/tools/bin/bash bin/sh
mv nix/store/tools/local/bin/node nix/store/tools/bin/node
# Every package there names its interpreter in the store. A new file each: the others are full/'s as well.
for script in $(grep -lE '^#! ?/(usr/)?bin/' nix/store/tools/bin/* nix/store/tools/sbin/* 2>/dev/null); do
	if [ -L "$script" ]; then continue; fi
	sed -i '1s:^#! \{0,1\}/\(usr/\)\{0,1\}bin/:#!/nix/store/tools/bin/:' "$script"
done
# Names that alternatives lead to would lead to where nothing is.
find nix/store/tools/bin nix/store/tools/sbin -lname '/etc/alternatives/*' | while read -r link; do
	real=$(chroot "$folder/full" readlink -f "/usr${link#nix/store/tools}") || continue
	ln -sf "/nix/store/tools${real#/usr}" "$link"
done

# Nodes that are not where everybody's is: one as conda has it, with a library beside it, one to be hidden.
mkdir -p "$folder/nodes/usual/bin" "$folder/nodes/beside/bin" "$folder/nodes/beside/lib"
ln "$folder/full/usr/local/bin/node" "$folder/nodes/usual/bin/node"
cp "$(find "$folder"/full/usr/lib/*/libcap.so.2)" "$folder/nodes/beside/lib/libbeside.so"
cp "$node" "$folder/nodes/beside/bin/node"
mount --bind "$folder/nodes/beside" "$folder/full/mnt"
chroot "$folder/full" patchelf --set-soname libbeside.so /mnt/lib/libbeside.so
# One at a time: older ones mix up what both are given.
chroot "$folder/full" patchelf --add-needed libbeside.so /mnt/bin/node
chroot "$folder/full" patchelf --force-rpath --set-rpath '$ORIGIN/../lib' /mnt/bin/node
umount "$folder/full/mnt"
