import type {ProcessView} from '../../domain/evidence.js';
import {printableLine} from '../../domain/printable.js';

/** No row is wider; a process may have megabytes of arguments. */
const LONGEST = 200;

/** A process by its arguments, or where it has none any more, as a zombie, by the kernel's name for it. */
export function commandLine({argv, comm}: Pick<ProcessView, 'argv' | 'comm'>): string {
	const text = argv.length > 0 ? argv.join(' ') : comm;
	return printableLine(text.slice(0, LONGEST));
}
