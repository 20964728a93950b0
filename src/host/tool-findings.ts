// Finds which tools are missing: those every sandbox needs, and those only some steps do.

import {type Finding, SANDBOX_NEED} from '../domain/host.js';
import {COURSE_TOOLS} from './course-tools.js';
import {requiredMend, toolMend} from './doctor-sentences.js';
import type {ProbeResults} from './probe-results.js';
import {missingTools, REQUIRED_TOOLS, sayAnyOf} from './required-tools.js';

const needsOf = (tools: readonly string[]): readonly string[] =>
	tools.map((tool) => `tool:${tool}`);

/** One finding if every tool a sandbox is made with is there, else one for each missing tool. */
export function requiredFindings(results: ProbeResults): readonly Finding[] {
	const missing = missingTools(results.tools);
	if (missing.length === 0) {
		return [
			{
				id: 'sandbox-tools',
				title: 'Tools that a sandbox is made with',
				ok: true,
				found: `all ${REQUIRED_TOOLS.length}, of util-linux ${results.utilLinux ?? 'unknown'}`,
				unlocks: [],
			},
		];
	}
	return missing.map((required): Finding => {
		const mend = requiredMend(required, results);
		return {
			id: `sandbox-tool-${required.anyOf[0]}`,
			title: `Tool ${sayAnyOf(required)}`,
			ok: false,
			found: `missing; the sandbox needs ${sayAnyOf(required)} ${required.why}`,
			// Every step needs a sandbox.
			unlocks: [SANDBOX_NEED, ...needsOf(required.anyOf)],
			...(mend === undefined ? {} : {mend}),
		};
	});
}

/** One finding for all tools that are there, one for each missing tool that only steps need. */
export function toolFindings(results: ProbeResults): readonly Finding[] {
	const told = new Set([
		...missingTools(results.tools).flatMap(({anyOf}) => anyOf),
		// It was run in a sandbox, and has a finding of its own.
		...(results.trial.kind === 'ran' ? ['node'] : []),
	]);
	const tools = COURSE_TOOLS.filter(({tool}) => !told.has(tool));
	const there = tools.filter(({tool}) => results.tools.has(tool)).map(({tool}) => tool);
	const missing = tools.filter(({tool}) => !results.tools.has(tool));
	return [
		{id: 'tools', title: 'Tools', ok: true, found: there.join(' '), unlocks: needsOf(there)},
		...missing.map((tool): Finding => {
			const mend = toolMend(tool, results);
			return {
				id: `tool-${tool.tool}`,
				title: `Tool ${tool.tool}`,
				ok: false,
				found: 'not here',
				unlocks: needsOf([tool.tool]),
				...(mend === undefined ? {} : {mend}),
			};
		}),
	];
}
