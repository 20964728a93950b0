import {templatesIn} from '../checks/fill-spec.js';
import {partsOf} from '../checks/judge.js';
import type {Check, Exercise, Step} from '../domain/exercise.js';
import {templateNames} from '../domain/fact.js';

/** Kinds that judge what was said or typed, and not what is so. */
const SAID = ['printed', 'ran', 'answered', 'chosen'];

const kindsIn = (check: Check): readonly string[] => {
	const parts = partsOf(check);
	return parts === undefined ? [check.kind] : parts.flatMap(kindsIn);
};

/** What keeps a step from being a mission, each with its cure. */
export function missionLacks(
	{task, hints, check, solution}: Step,
	{values}: Exercise,
): readonly (readonly [sentence: string, cure: string])[] {
	const said = kindsIn(check).find((kind) => SAID.includes(kind));
	const names = [task, ...templatesIn(check.spec)].flatMap(templateNames);
	const told = solution.find(({type}) => [task, ...hints].some((text) => text.includes(type)));
	return [
		...(said === undefined
			? []
			: ([
					[`A mission is judged by \`${said}\`.`, 'Judge it by the state that it leaves alone.'],
				] as const)),
		...(names.some((name) => Object.hasOwn(values, name))
			? []
			: ([
					[
						'Nothing of the mission is made up anew.',
						'Let its task name one of the `values` of the exercise.',
					],
				] as const)),
		...(told === undefined
			? []
			: ([
					[
						`The mission tells the line \`${told.type}\` of its solution.`,
						'Say what is to be reached, and in the hints where to look.',
					],
				] as const)),
	];
}
