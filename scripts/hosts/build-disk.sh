#!/bin/sh
# Builds the disk of the test's Debian 12: build-disk.sh FOLDER NODE OWNER
#
# Runs as root in mount and PID namespaces of its own (prepare-disk.mjs makes them), so that nothing of it
# is mounted or running here afterwards. FOLDER then holds disk.img, vmlinuz and initrd, which are OWNER's.
set -eu
folder=$1 node=$2 owner=$3
root=$folder/root
export DEBIAN_FRONTEND=noninteractive

# In memory: a build that is killed leaves an empty directory.
mkdir -p "$root"
mount -t tmpfs -o mode=755,size=3g tmpfs "$root"

debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,udev,linux-image-amd64,initramfs-tools,login,passwd,util-linux,mount,iproute2,procps,uidmap,bubblewrap,crun,apparmor,libcap2-bin,kmod,zstd,strace,xxd,less,vim-tiny bookworm "$root"

cp "$node" "$root/usr/bin/node"
chroot "$root" node --version >"$folder/node-version" || {
	echo "This machine's node does not run in Debian 12; it needs one from nodejs.org." >&2
	exit 1
}

# A small initrd and few modules: unpacking them is most of an emulated boot.
printf 'MODULES=list\nCOMPRESS=zstd\n' >"$root/etc/initramfs-tools/conf.d/test-hosts"
printf '%s\n' virtio_pci virtio_blk ext4 >"$root/etc/initramfs-tools/modules"
chroot "$root" apt-get --yes --quiet clean
chroot "$root" update-initramfs -u
cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd"
for drivers in gpu media net/wireless net/ethernet iio scsi infiniband staging usb hid; do
	rm -rf "$root"/lib/modules/*/kernel/drivers/$drivers
done
rm -rf "$root"/lib/modules/*/kernel/sound "$root"/boot/* "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*
chroot "$root" sh -c 'depmod "$(ls /lib/modules)"'

echo lessons >"$root/etc/hostname"
echo '127.0.0.1 localhost lessons' >"$root/etc/hosts"
echo 'LANG=C.UTF-8' >"$root/etc/default/locale"
printf '%s\n' '/dev/vda / ext4 defaults 0 0' '/dev/vdb /srv/program ext4 ro 0 0' >"$root/etc/fstab"
mkdir -p "$root/srv/program"
chroot "$root" useradd --create-home --shell /bin/bash learner

# login(1) with PAM on two serial lines: real sessions, with what systemd delegates to them.
for line in ttyS1:learner ttyS2:root; do
	dropin=$root/etc/systemd/system/serial-getty@${line%:*}.service.d
	mkdir -p "$dropin"
	cat >"$dropin/autologin.conf" <<UNIT
[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin ${line#*:} --noclear 115200 %I dumb
UNIT
	ln -s /lib/systemd/system/serial-getty@.service \
		"$root/etc/systemd/system/getty.target.wants/serial-getty@${line%:*}.service"
done
for unit in serial-getty@ttyS0.service getty@tty1.service apt-daily.timer apt-daily-upgrade.timer \
	dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer systemd-networkd.service; do
	ln -sf /dev/null "$root/etc/systemd/system/$unit"
done

mke2fs -q -t ext4 -d "$root" "$folder/disk.img" 1500M
chown "$owner" "$folder/disk.img" "$folder/vmlinuz" "$folder/initrd" "$folder/node-version"
umount "$root"
rmdir "$root"
