import type {Screen} from '../../session/state.js';

const TITLES = {before: 'Before you begin', closing: 'Check yourself', 'warm-up': 'To warm up'};

/** What stands above a question: why it is asked, which of how many, and which other lesson it comes from. */
export function askedHeading({
	reason,
	asked,
	index,
	lesson,
}: Extract<Screen, {kind: 'questions'}>): {readonly title: string; readonly source: string} {
	const from = asked[index]?.from;
	return {
		title: `${TITLES[reason]}, ${index + 1} of ${asked.length}`,
		source:
			from === undefined || from.id === lesson?.id ? '' : `from lesson ${from.id}, ${from.title}`,
	};
}
