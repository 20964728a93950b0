import {closestMatch} from 'leven';

const lettersOf = (word: string): string => [...word].sort().join('');

/** The known word that was meant, where one is near: a letter in three may differ, or two have changed places. */
export function guess(word: string, known: readonly string[]): string | undefined {
	const maxDistance = Math.max(1, Math.floor(word.length / 3));
	return (
		known.find((candidate) => lettersOf(candidate) === lettersOf(word)) ??
		closestMatch(word, known, {maxDistance})
	);
}

/** `` ; did you mean `printed`? `` or a full stop, for the end of a sentence about a word that nobody knows. */
export function askIfMeant(word: string, known: readonly string[]): string {
	const meant = guess(word, known);
	return meant === undefined ? '.' : `; did you mean \`${meant}\`?`;
}
