import type {MountView} from '../domain/evidence.js';

/** The lines of /proc/PID/mountinfo, in the kernel's order (proc_pid_mountinfo(5)). */
export const parseMountinfo = (text: string): readonly MountView[] =>
	text.split('\n').flatMap((line) => parseMount(line) ?? []);

function parseMount(line: string): MountView | undefined {
	const fields = line.split(' ');
	// Zero or more propagation fields stand before a single hyphen.
	const hyphen = fields.indexOf('-', 6);
	const [root, mountPoint, options] = fields.slice(3);
	const [type, source, superOptions] = fields.slice(hyphen + 1);
	if (hyphen < 0 || root === undefined || mountPoint === undefined || type === undefined) return;
	return {
		mountPoint: unescapeOctal(mountPoint),
		root: unescapeOctal(root),
		type,
		source: unescapeOctal(source ?? ''),
		options: splitOptions(options),
		superOptions: splitOptions(superOptions),
		propagation: fields.slice(6, hyphen),
	};
}

const splitOptions = (options = ''): readonly string[] => options.split(',').filter(Boolean);

/** Space, tab, newline and backslash are written as `\040`, a byte each (fs/proc_namespace.c, mangle). */
export function unescapeOctal(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replaceAll(/\\([0-7]{3})/g, (_whole, octal: string) =>
		String.fromCharCode(Number.parseInt(octal, 8)),
	);
}
