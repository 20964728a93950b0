// Other ways to get a shell of this host's programs into namespaces of its own.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What their shells print when they are ready. */
export const PROMPT = 'READY$ ';

/**
 * The same view of the host (its programs read-only, everything else empty and new), the same two
 * user namespaces one inside the other, the terminal made inside by script(1), too.
 */
export const bubblewrap = () => ({
	name: 'bubblewrap',
	tool: 'bwrap',
	limit: 1.5,
	command: () => [
		'bwrap',
		...['usr', 'etc'].flatMap((name) => ['--ro-bind', `/${name}`, `/${name}`]),
		...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
		...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/home'],
		...['--unshare-all', '--die-with-parent', '--hostname', 'lesson'],
		...['unshare', '--user', '--map-root-user', '--mount'],
		// The shell that script starts takes PS1 out of the environment.
		...['script', '-qfec', `PS1='${PROMPT}' exec bash --norc -i`, '/dev/null'],
	],
});

/** A container made anew each time from runc's own default specification. `scratch` is the caller's. */
export function runc(scratch) {
	return {
		name: 'runc run',
		tool: 'runc',
		limit: 1,
		command(n) {
			const bundle = join(scratch, `bundle-${n}`);
			mkdirSync(join(bundle, 'rootfs'), {recursive: true});
			const rootless = process.getuid?.() === 0 ? [] : ['--rootless'];
			execFileSync('runc', ['spec', ...rootless, '--bundle', bundle]);
			const file = join(bundle, 'config.json');
			const config = withHostPrograms(JSON.parse(readFileSync(file, 'utf8')));
			writeFileSync(file, JSON.stringify(config));
			return [
				'runc',
				'--root',
				join(scratch, 'runc'),
				'run',
				'--bundle',
				bundle,
				`bench-${process.pid}-${n}`,
			];
		},
	};
}

function withHostPrograms(config) {
	const directories = ['/usr', '/etc', '/bin', '/sbin', '/lib', '/lib64'].filter(existsSync);
	const binds = directories.map((path) => ({
		destination: path,
		type: 'bind',
		source: path,
		options: ['rbind', 'ro'],
	}));
	return {
		...config,
		process: {
			...config.process,
			args: ['bash', '--norc', '-i'],
			env: [...config.process.env, `PS1=${PROMPT}`],
		},
		mounts: [...config.mounts, ...binds],
	};
}
