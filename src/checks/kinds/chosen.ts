// The check for a question with options to choose from.
import * as z from 'zod';
import {GUIDE_KEY} from '../../domain/fact.js';
import {mixOptions} from '../../domain/mix-options.js';
import {defineKind} from '../define-kind.js';
import {hasRun, NOTHING_RUN, notYet, passed} from '../verdicts.js';

const schema = z
	.strictObject({
		question: z.string().min(1).describe('What is asked.'),
		options: z
			.array(
				z.strictObject({
					id: z.string().min(1).describe('Unique in the question; a script answers with it.'),
					text: z.string().min(1).describe('What can be chosen.'),
					right: z.boolean().optional().describe('true for the one option that is right.'),
					because: z.string().min(1).describe('Said when this option is chosen.'),
				}),
			)
			.min(2)
			.max(6)
			.superRefine((options, context) => {
				const right = options.filter((option) => option.right).length;
				if (right !== 1) {
					context.addIssue({
						code: 'custom',
						message: `Exactly one option is right, not ${right}.`,
						params: {cure: 'Give `right: true` to one.'},
					});
				}
				if (new Set(options.map(({id}) => id)).size !== options.length) {
					context.addIssue({
						code: 'custom',
						message: 'Each option has an id of its own.',
						params: {cure: 'Rename one.'},
					});
				}
			})
			.describe('Two to six, shown in a mixed order that is always the same.'),
	})
	.describe('The learner chose the right option of a question.');

/** The right option of a question. Only the latest choice counts. */
export const chosen = defineKind<z.infer<typeof schema>>({
	kind: 'chosen',
	schema,
	probes: () => [],
	name: () => 'the answer',
	question: ({question, options}) => ({
		text: question,
		options: mixOptions(options, question).map(({id, text}) => ({id, text})),
	}),
	judge({question, options}, evidence) {
		const latest = evidence.answers.at(-1);
		if (latest === undefined) {
			return notYet(`No option has been chosen${hasRun(evidence) ? ' yet' : `: ${NOTHING_RUN}`}.`, {
				look: `${GUIDE_KEY} and then a shows them.`,
			});
		}
		const option = options.find(({id}) => id === latest.trim());
		if (!option) return notYet(`There is no option "${latest.trim()}".`);
		return option.right
			? passed(option.because, [{what: question, value: option.text}])
			: notYet(option.because, {closeness: 0.5});
	},
});
