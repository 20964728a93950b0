import {explainProblem, inOrder} from '../content/problem.js';
import {readCourseSource} from '../content/read-course.door.js';
import {type CourseWatch, watchCourse} from '../content/watch-course.door.js';
import {UserError} from '../domain/user-error.js';
import type {PackRead} from './world.js';

async function readPack(pack: string): Promise<PackRead> {
	try {
		const {course, problems} = await readCourseSource(pack);
		return problems.length === 0 ? {course} : {problems: inOrder(problems).map(explainProblem)};
	} catch (error) {
		// Its lessons are gone, for as long as an editor or a checkout takes.
		if (error instanceof UserError) return {problems: [`${error.message} ${error.nextStep}`]};
		throw error;
	}
}

/** A host gives out only so many watches (inotify(7)); without them the pack is shown as it was at first. */
function watchIfPossible(
	pack: string,
	read: () => void,
	listener: (read: PackRead) => void,
): CourseWatch | undefined {
	try {
		return watchCourse(pack, read);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error)) throw error;
		const why = `The folder ${pack} can't be watched (${error.code}), so that saves will not be shown.`;
		listener({problems: [`${why} Start again after each of them.`]});
		return undefined;
	}
}

/** Reads a pack anew whenever it is saved, one reading after the other. Whoever creates it closes it. */
export function followPack(pack: string, listener: (read: PackRead) => void): CourseWatch {
	let reading: Promise<void> = Promise.resolve();
	let isClosed = false;
	const read = (): void => {
		reading = reading.then(async () => {
			const found = await readPack(pack);
			if (!isClosed) listener(found);
		});
	};
	const watch = watchIfPossible(pack, read, listener);
	return {
		close() {
			isClosed = true;
			watch?.close();
		},
	};
}
