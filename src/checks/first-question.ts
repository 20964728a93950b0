import type {Check} from '../domain/exercise.js';
import type {CheckQuestion, Nested} from './define-kind.js';

/** A step asks one question: of a list, the first that one of its checks asks. */
export function firstQuestion(checks: readonly Check[], nested: Nested): CheckQuestion | undefined {
	for (const check of checks) {
		const question = nested.questionOf(check);
		if (question) return question;
	}
	return undefined;
}
