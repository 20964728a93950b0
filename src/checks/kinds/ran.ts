// The check for a command line, by which a lesson recognises a mistake rather than a success.
import * as z from 'zod';
import {commandsOf} from '../commands-of.js';
import {defineKind} from '../define-kind.js';
import {patternSchema, statusSchema, tabSchema, toPattern} from '../spec-parts.js';
import {NOTHING_RUN, notYet, passed} from '../verdicts.js';

const schema = z
	.strictObject({
		line: patternSchema.describe('A regular expression that matches the command line.'),
		status: statusSchema.optional().describe('How it ended: a number or nonzero.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
	})
	.describe('A command line like this was run. It tells a mistake; alone it proves nothing.');

/** A command line that the learner ran. It reveals a known mistake, but proves nothing alone. */
export const ran = defineKind<z.infer<typeof schema>>({
	kind: 'ran',
	schema,
	patterns: ['line'],
	probes: () => [],
	tabs: (spec) => (spec.tab === undefined ? [] : [spec.tab]),
	judge(spec, evidence) {
		const runs = commandsOf(evidence.moments).filter(({tab}) => tab === (spec.tab ?? tab));
		if (runs.length === 0) return notYet(`The command is missing: ${NOTHING_RUN}.`);
		const pattern = toPattern(spec.line);
		const alike = runs.filter(({line}) => pattern.test(line));
		const right = alike.find(({status}) => {
			if (spec.status === undefined) return true;
			return spec.status === 'nonzero' ? Boolean(status) : status === spec.status;
		});
		if (right) {
			return passed(`You ran "${right.line}".`, [{what: 'the command', value: right.line}]);
		}
		const last = alike.at(-1);
		return last
			? notYet(`"${last.line}" ended with status ${last.status ?? 'none yet'}.`, {closeness: 0.5})
			: notYet('No command like the one of this step has been run yet.');
	},
});
