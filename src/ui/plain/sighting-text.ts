import {groupSightings, type Sighting} from '../../domain/verdict.js';
import {wrapped} from './block-text.js';

/** What was seen, a name with its value a line. */
export const sightingText = (seen: readonly Sighting[], width: number): readonly string[] =>
	groupSightings(seen).flatMap(({what, value}) =>
		// What was answered has the question for its name.
		wrapped(`${what}${what.endsWith('?') ? '' : ':'} ${value}`, width, '  '),
	);
