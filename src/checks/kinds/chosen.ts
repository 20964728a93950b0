import * as z from 'zod';
import {GUIDE_KEY} from '../../domain/fact.js';
import {mixOptions} from '../../domain/mix-options.js';
import {defineKind} from '../define-kind.js';
import {hasRun, NOTHING_RUN, notYet, passed} from '../verdicts.js';

const schema = z.strictObject({
	question: z.string().min(1),
	options: z
		.array(
			z.strictObject({
				id: z.string().min(1),
				text: z.string().min(1),
				right: z.boolean().optional(),
				because: z.string().min(1),
			}),
		)
		.min(2)
		.max(6)
		.superRefine((options, context) => {
			const right = options.filter((option) => option.right).length;
			if (right !== 1) {
				context.addIssue({code: 'custom', message: `Exactly one option is right, not ${right}.`});
			}
			if (new Set(options.map(({id}) => id)).size !== options.length) {
				context.addIssue({code: 'custom', message: 'Each option has an id of its own.'});
			}
		}),
});

/** The right option of a question; the latest choice counts. */
export const chosen = defineKind<z.infer<typeof schema>>({
	kind: 'chosen',
	schema,
	probes: () => [],
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
