// What is claimed of machines that keep namespaces from ordinary users: doctor says why and what mends it,
// its own commands do mend and undo it, and what only looks can be observed.
import {expectEqual, expectMatch} from './claims.mjs';
import {doctor, findingOf, PROGRAM} from './program-inside.mjs';

/** As administrators would type it; this machine has no sudo. */
const asRoot = async ({root}, command) => {
	const {output, status} = await root.run(command.replaceAll('sudo ', ''));
	if (status !== 0) throw new Error(`${command} ended with ${status}:\n${output}`);
};

export async function claimRefused(host, {claim}) {
	await claimSysctl(host, claim);
	await claimAppArmor(host, claim);
}

async function claimSysctl(host, claim) {
	const refuse = () => asRoot(host, 'sysctl -w kernel.unprivileged_userns_clone=0');
	await claim(
		'unprivileged_userns_clone=0: doctor says why, ends with 1, and its commands mend and undo it',
		async () => {
			await refuse();
			const {findings, ...report} = await expectRefused(host, 'observe');
			const {found, mend} = findingOf({findings}, 'user-namespaces');
			expectEqual('the reason', found, 'kernel.unprivileged_userns_clone is 0');
			expectEqual(
				'the summary',
				report.summary,
				'This host gives no namespaces, so there is no sandbox: what only looks can be observed, the rest of the exercises waits.',
			);
			await expectMends(host, mend);
		},
	);
	await claim(
		'unprivileged_userns_clone=0: root is told that the learner inside would get none',
		async () => {
			await refuse();
			const report = await doctor(host.root);
			expectEqual('the class', report.hostClass, 'outer-only');
			expectEqual('the exit code', report.exitCode, 1);
		},
	);
	await claim('unprivileged_userns_clone=0: a step can be observed', () => expectObservable(host));
	await asRoot(host, 'sysctl -w kernel.unprivileged_userns_clone=1');
}

/**
 * What Ubuntu does: 24.04 takes every capability from who makes a user namespace
 * (apparmor_restrict_unprivileged_userns), 25.04 from what unshare starts in it (unshare-userns-restrict).
 */
const PROFILES = {
	'lessons-maker': `profile lessons-maker /usr/bin/{unshare,bwrap} flags=(attach_disconnected) {
  file, network, unix, signal, ptrace,
  audit deny capability,
}`,
	'lessons-children': `profile lessons-children /usr/bin/unshare flags=(attach_disconnected) {
  capability, network, mount, umount, pivot_root, unix, signal, ptrace,
  /** rwlkm,
  /** cx -> without,
  profile without flags=(attach_disconnected) {
    file, network, unix, signal, ptrace,
    audit deny capability,
  }
}`,
};

async function claimAppArmor(host, claim) {
	for (const [name, profile] of Object.entries(PROFILES)) {
		const file = `/etc/apparmor.d/${name}`;
		await claim(
			`AppArmor, ${name}: doctor names the profile, and its commands mend and undo it`,
			async () => {
				await asRoot(host, `printf '%s\n' '${profile}' >${file} && apparmor_parser -r ${file}`);
				const report = await expectRefused(host, 'observe');
				const {found, mend} = findingOf(report, 'user-namespaces');
				expectEqual(
					'the reason',
					found,
					`the AppArmor profile ${name} lets them be made, but without any rights in them`,
				);
				await expectMends(host, mend);
			},
		);
		await claim(`AppArmor, ${name}: a step can be observed`, () => expectObservable(host));
		await asRoot(host, `apparmor_parser -R ${file}`);
	}
	await claim('without these profiles all runs again', async () => {
		expectEqual('the class', (await doctor(host.learner)).hostClass, 'full');
	});
}

async function expectRefused({learner}, hostClass) {
	const report = await doctor(learner);
	expectEqual('the class', report.hostClass, hostClass);
	expectEqual('the exit code', report.exitCode, 1);
	return report;
}

async function expectMends(host, mend) {
	await asRoot(host, mend.command);
	expectEqual('the class after the mend', (await doctor(host.learner)).hostClass, 'full');
	await asRoot(host, mend.undo);
	expectEqual('the class after the undo', (await doctor(host.learner)).hostClass, 'observe');
}

/** Looks at the kernel's release without a sandbox, and is told that it was seen; a shell is refused. */
async function expectObservable({learner}) {
	const {output, status} = await learner.run(
		`printf 'bash\\nuname -r\\n' | ${PROGRAM} try 010 --script -`,
	);
	expectMatch('what was said', output, /seen +release: Print the kernel release/);
	// The other steps are still to be done.
	expectEqual('the exit code', status, 1);
}
