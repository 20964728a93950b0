import type {MountPoint} from './sandbox-host.js';

/**
 * The mounts in the text of /proc/PID/mountinfo, in the kernel's order. The number of optional fields
 * varies; ` - ` ends them. Space, tab, newline and backslash stand as octal escapes
 * (proc_pid_mountinfo(5)).
 */
export function parseMountinfo(text: string): readonly MountPoint[] {
	return text.split('\n').flatMap((line) => {
		const [before = '', after = ''] = line.split(' - ');
		const [, , , root, mountPoint, options] = before.split(' ');
		const [type, , superOptions = ''] = after.split(' ');
		if (root === undefined || mountPoint === undefined || options === undefined || !type) return [];
		return [
			{
				mountPoint: unescapeOctal(mountPoint),
				root: unescapeOctal(root),
				type,
				options: options.split(','),
				superOptions: superOptions.split(','),
			},
		];
	});
}

const unescapeOctal = (text: string): string =>
	text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 8)),
	);
