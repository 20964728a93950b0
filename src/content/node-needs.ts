// Finds which steps run a program written for node, so that no author has to say it of each.

import type {Exercise, Need, Task} from '../domain/exercise.js';

const NODE: Need = 'tool:node';

/**
 * The exercise with the need of node added where it belongs: to the steps whose solution or right
 * attempts run one of its programs for node, and to all of them where laying it out does. A host's
 * node may not run in a sandbox. An observed form needs node where it runs one of them, or comes after a step that
 * can't be done without.
 */
export function withNodeNeeds(exercise: Exercise): Exercise {
	const programs = exercise.files.filter(({content}) => /^#!.*\bnode\b/.test(content));
	if (programs.length === 0) return exercise;
	const names = programs.map(({path}) => path.slice(path.lastIndexOf('/') + 1));
	// As a word of its own, or at the end of a path: that of a command, or what another one is to run.
	const isNamed = new RegExp(
		`(^|[\\s/;&|(])(${names.map(escapeName).join('|')})([\\s;&|)]|$)`,
		'm',
	);
	const isLaidOutByNode = isNamed.test(exercise.setup);
	// What runs since an earlier step is looked at in a later one, also by those who only look.
	let isBehindNode = isLaidOutByNode;
	return {
		...exercise,
		needs: isLaidOutByNode ? add(exercise.needs) : exercise.needs,
		steps: exercise.steps.map((step) => {
			const runsNode = isNamed.test(typedIn(step));
			const {observe} = step;
			const looksByNode = isBehindNode || (observe && isNamed.test(typedIn(observe)));
			if (runsNode && !observe) isBehindNode = true;
			return {
				...step,
				...(runsNode ? {needs: add(step.needs)} : {}),
				...(observe && looksByNode ? {observeNeeds: [NODE]} : {}),
			};
		}),
	};
}

const typedIn = ({solution, attempts}: Pick<Task, 'solution' | 'attempts'>): string =>
	[...solution.map(({type}) => type), ...attempts.right.map(({script}) => script)].join('\n');

const add = (needs: readonly Need[]): readonly Need[] => [...new Set([...needs, NODE])];

const escapeName = (name: string): string => name.replaceAll(/[^\w-]/g, '\\$&');
