# What becomes process 1 of a container lays out its root, takes it, and becomes a shell or the guard.
set -e
mount -t tmpfs -o mode=0755 box "$dir/root"
cd "$dir/root"
mkdir -p dev proc tmp run/lesson home/learner/bin old
for part in bin sbin lib lib32 lib64 libx32 usr etc opt nix gnu; do
	if [ -L "/$part" ]; then cp -P "/$part" "$part"
	elif [ -d "/$part" ]; then mkdir "$part"; mount --rbind "/$part" "$part"; fi
done
mount --rbind /dev dev
[ ! -d dev/shm ] || mount -t tmpfs shm dev/shm
mount --rbind /run/lesson run/lesson
# Copies, for by the directory itself whatever is put there out here would come in.
cp ~/bin/box ~/bin/engine ~/bin/ctl ~/bin/guard home/learner/bin/
cp ~/.bashrc home/learner/.bashrc
mount -t proc proc proc
if [ -n "$mount" ]; then
	mkdir host
	mount --rbind "$mount" host
	[ "$mode" != closed ] || mount -o remount,bind,ro host
fi
if [ -n "$socket" ]; then : > run/engine.sock; mount --bind ~/engine.sock run/engine.sock; fi
hostname "$name" 2> /dev/null || :
pivot_root . old
cd /
umount -l old
rmdir old
cd ~
if [ "$mode" = guard ]; then exec node ~/bin/guard "$name" "$share"; fi
exec $command
