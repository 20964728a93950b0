// What the program could leave on a machine, as root sees it from outside.

/** One line a thing: our groups, scopes of users, processes of the sandbox's ids, mounts of the first process. */
const LOOK = `find /sys/fs/cgroup -name 'container-lessons-*' -o -name 'run-*.scope' | sort
ps -eo uid=,args= | grep -E '^ *(655[0-9][0-9]) |lesson-init|container-lessons|ESSONS' | grep -v grep
grep -c . /proc/1/mountinfo
ls -d /tmp/container-lessons* 2>/dev/null
true`;

export const lookForLeftovers = async (root) => (await root.run(LOOK)).output;

/** Looks until it is as before; what a killed program leaves is tidied up by its janitor a moment later. */
export async function expectNothingLeft(root, before, seconds = 30) {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const now = await lookForLeftovers(root);
		if (now === before) return;
		if (Date.now() > deadline)
			throw new Error(`before:\n${before}after ${seconds} s still:\n${now}`);
	}
}
