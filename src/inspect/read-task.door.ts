import {parseStat} from '../domain/proc.js';
import {LATE, type LockReader} from '../files/create-lock-reader.door.js';
import {parseArguments, parseTaskStatus, type TaskStatus} from './parse-task.js';
import {readPart} from './scan-processes.door.js';

/** What every picture of a process begins with. */
export interface Task {
	readonly stat: ReturnType<typeof parseStat>;
	readonly status: TaskStatus;
	/** Empty where `isLate`, too. */
	readonly argv: readonly string[];
	/** The process held its lock for so long that its arguments could not be read. */
	readonly isLate: boolean;
}

/** A process as the kernel lists it; undefined for one that has ended. */
export async function readTask(
	proc: string,
	pid: number,
	locked: LockReader,
): Promise<Task | undefined> {
	const at = `${proc}/${pid}`;
	const statText = readPart(`${at}/stat`, 4096);
	const statusText = readPart(`${at}/status`);
	if (!statText || !statusText) return undefined;
	const stat = parseStat(statText);
	const args = await locked.read(`${at}/cmdline`, `${pid}@${stat.startTime}`);
	const isLate = args === LATE;
	const argv = isLate ? [] : parseArguments(args ?? '');
	return {stat, status: parseTaskStatus(statusText), argv, isLate};
}
