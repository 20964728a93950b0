import {expect, test} from 'vitest';
import {complaintOf} from '../../src/domain/complaint.js';

test.each([
	{
		said: 'the reason of a mount comes before the advice that ends it (util-linux 2.41)',
		stderr:
			'mount: /sys: fsmount() failed: VFS: Mount too revealing.\n       dmesg(1) may have more information after failed mount system call.\n',
		why: 'mount: /sys: fsmount() failed: VFS: Mount too revealing',
	},
	{
		said: 'of several mounts that failed the first is the cause',
		stderr:
			'mount: /tmp/root/proc: permission denied.\n       dmesg(1) may have more information after failed mount system call.\nmount: /tmp/root/dev: mount point does not exist.\n',
		why: 'mount: /tmp/root/proc: permission denied',
	},
	{
		said: 'a hint of mount is no reason',
		stderr:
			'mount: (hint) your fstab has been modified, but systemd still uses\n       the old version\nmount: /proc: permission denied.\n',
		why: 'mount: /proc: permission denied',
	},
	{
		said: 'unshare',
		stderr: 'noise\nunshare: unshare failed: Operation not permitted\n',
		why: 'unshare: unshare failed: Operation not permitted',
	},
	{
		said: 'another command: its last line',
		stderr: 'sh: 1: first\nsh: 2: last\n',
		why: 'sh: 2: last',
	},
	{
		said: 'what unshare says of its child is no reason (util-linux 2.38)',
		stderr:
			'lesson-init: 7: echo: echo: I/O error\nunshare: sigprocmask unblock failed: Invalid argument\n',
		why: 'lesson-init: 7: echo: echo: I/O error',
	},
	{
		said: 'the advice is no reason of another command either',
		stderr:
			'fuse: device not found.\n       dmesg(1) may have more information after failed mount system call.\n',
		why: 'fuse: device not found',
	},
	{said: 'nothing', stderr: '\n', why: ''},
])('$said', ({stderr, why}) => {
	expect(complaintOf(stderr)).toBe(why);
});
