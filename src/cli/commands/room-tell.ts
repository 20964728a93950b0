// Says a sentence to everybody in a room, or asks them to meet at a step.
import {UserError} from '../../domain/user-error.js';
import {parseAddress} from '../../room/address.js';
import {type NoticeToSend, openBoardLink} from '../../room/board-link.door.js';
import {LONGEST_SENTENCE} from '../../room/rows.js';
import {findLesson} from '../find-lesson.js';
import {EXIT} from '../report-error.js';
import type {World} from '../world.js';

async function tell(where: string, notice: NoticeToSend): Promise<void> {
	const link = await openBoardLink(parseAddress(where));
	try {
		await link.tell(notice);
	} finally {
		await link.close();
	}
}

export async function runRoomSay(
	[where = '', ...words]: readonly string[],
	world: World,
): Promise<number> {
	const sentence = words.join(' ').trim();
	if (where === '' || sentence === '' || sentence.length > LONGEST_SENTENCE) {
		throw new UserError(
			`A sentence has 1 to ${LONGEST_SENTENCE} characters.`,
			'Try "container-lessons room say CODE@HOST Back at eleven."',
			EXIT.usage,
		);
	}
	await tell(where, {kind: 'say', text: sentence});
	world.print('Said. Everybody in the room sees it once.');
	return EXIT.ok;
}

export async function runRoomMeet(
	[where = '', place = '', ...more]: readonly string[],
	world: World,
): Promise<number> {
	const [id = '', step] = place.split('/');
	if (where === '' || id === '' || more.length > 0) {
		throw new UserError(
			'To meet, a room takes a lesson, or a lesson and a step.',
			'Try "container-lessons room meet CODE@HOST 020/two-shells".',
			EXIT.usage,
		);
	}
	const lesson = findLesson(await world.course(), id);
	const steps = lesson.exercise.steps.map((each) => each.id);
	if (step !== undefined && !steps.includes(step)) {
		throw new UserError(
			`Lesson ${lesson.id} has no such step.`,
			`It has: ${steps.join(', ')}.`,
			EXIT.usage,
		);
	}
	await tell(where, {
		kind: 'meet',
		lesson: lesson.id,
		...(step === undefined ? {} : {step}),
	});
	world.print('Asked. Everybody decides for themselves whether to go there.');
	return EXIT.ok;
}
