// The check for a file that the learner makes, changes or removes.
import * as z from 'zod';
import type {Evidence, FileView, Moment, Probe} from '../../domain/evidence.js';
import {LEARNER_HOME} from '../../domain/shared-names.js';
import type {Verdict} from '../../domain/verdict.js';
import {defineKind} from '../define-kind.js';
import {escapePattern} from '../fill-spec.js';
import {
	type Amount,
	amountSchema,
	meetsAmount,
	patternSchema,
	sayAmount,
	tabSchema,
	toPattern,
} from '../spec-parts.js';
import {
	answerAt,
	cannotTell,
	hasRun,
	NOTHING_RUN,
	notYet,
	passed,
	unreadable,
} from '../verdicts.js';

const schema = z
	.strictObject({
		path: z
			.string()
			.regex(/^(?:~(?:\/|$)|\/|\{\{)/, 'A path begins with / or ~/.')
			.describe('Where it is, absolute or below ~/.'),
		type: z
			.enum(['file', 'directory', 'symlink', 'device', 'missing'])
			.optional()
			.describe('What it is; missing where nothing must be there.'),
		contains: z
			.string()
			.min(1)
			.optional()
			.describe('A text that its first 64 kB contain, not as a part of a longer word.'),
		lacks: z.string().min(1).optional().describe('A text that its first 64 kB do not contain so.'),
		matches: patternSchema
			.optional()
			.describe('A regular expression that its first 64 kB, or its target, match.'),
		sameAs: z
			.string()
			.startsWith('/')
			.optional()
			.describe('It has the bytes of this other file, to which symlinks are followed: /bin/sh.'),
		sha256: z.string().optional().describe('Its digest in hexadecimal.'),
		mode: z
			.string()
			.regex(/^[0-7]{3,4}$/, "A mode is octal text: '0755'.")
			.optional()
			.describe("Its permissions, octal in quotes: '0755'."),
		device: z
			.string()
			.regex(/^\d+:\d+$/, "A device is MAJOR:MINOR: '0:0'.")
			.optional()
			.describe("The numbers of a device, in quotes: '1:3'."),
		size: amountSchema.optional().describe('Its bytes: a number or {atLeast, atMost, exactly}.'),
		tab: tabSchema.optional().describe('Seen through the mounts of this terminal.'),
		now: z.boolean().optional().describe('true where only the latest moment counts.'),
	})
	.describe('A file inside the sandbox is like this.');

type Spec = z.infer<typeof schema>;

/** A file inside the sandbox, as the learner's own process sees it. */
export const file = defineKind<Spec>({
	kind: 'file',
	schema,
	patterns: ['matches'],
	probes: (spec) => [probeOf(spec), ...otherOf(spec)],
	tabs: (spec) => (spec.tab === undefined ? [] : [spec.tab]),
	judge: judgeFile,
});

function judgeFile(spec: Spec, evidence: Evidence): Verdict {
	if (!hasRun(evidence)) return notYet(`${spec.path} is as it was: ${NOTHING_RUN}.`);
	// A file must be missing now, but it may have been as it should be at any moment.
	const onlyNow = spec.now || spec.type === 'missing';
	const moments = onlyNow ? evidence.moments.slice(-1) : evidence.moments;
	let reason: string | undefined;
	for (const moment of moments.toReversed()) {
		const found = answerAt(moment, probeOf(spec))?.file;
		if (!found) continue;
		const lack = lackOf(found, spec) ?? lackOfSameness(found, spec, moment);
		if (lack === undefined) return passedAs(found, spec);
		reason ??= lack;
	}
	const why = unreadable(evidence, probeOf(spec));
	if (why !== undefined) return cannotTell(why);
	return notYet(reason ?? `${spec.path} has not been looked at yet.`, {
		closeness: reason === undefined || reason.endsWith('is not there.') ? 0 : 0.5,
	});
}

const passedAs = ({type, mode, size, content}: FileView, {path}: Spec): Verdict =>
	type === 'missing'
		? passed(`${path} is not there.`, [{what: path, value: type}])
		: passed(`${path} is there, as it should be.`, [
				{what: path, value: madeByKernel(size, content) ?? `${type}, ${mode}, ${size} bytes`},
			]);

/** The first line of a file that has no size and yet something to read, as those of a control group. */
const madeByKernel = (size: number, content: string): string | undefined =>
	size > 0 ? undefined : content.trim().split('\n', 1).find(Boolean);

/** Whether a content holds a text that is no part of a longer word: `pear`, not `pears`. */
const holds = (content: string, text: string): boolean =>
	new RegExp(`(?<!\\w(?=\\w))${escapePattern(text)}(?!(?<=\\w)\\w)`).test(content);

/** The first difference between the file and the spec, as a sentence. */
function lackOf(found: FileView, spec: Spec): string | undefined {
	if (spec.type === 'missing')
		return found.type === 'missing' ? undefined : `${spec.path} is still there.`;
	if (found.type === 'missing') return `${spec.path} is not there.`;
	if (spec.type !== undefined && found.type !== spec.type) {
		return `${spec.path} is a ${found.type}, not a ${spec.type}.`;
	}
	if (spec.contains !== undefined && !holds(found.content, spec.contains)) {
		return `${spec.path} does not contain "${spec.contains}".`;
	}
	if (spec.lacks !== undefined && holds(found.content, spec.lacks)) {
		return `${spec.path} contains "${spec.lacks}".`;
	}
	if (spec.matches !== undefined && !toPattern(spec.matches).test(found.content)) {
		return `What ${spec.path} holds is not what this step asks for.`;
	}
	return lackOfMetadata(found, spec);
}

function lackOfMetadata(found: FileView, spec: Spec): string | undefined {
	if (spec.sha256 !== undefined && found.sha256 !== spec.sha256.replace(/^sha256:/, '')) {
		return `${spec.path} has the SHA-256 digest ${found.sha256.slice(0, 12)}…, another than this step asks for.`;
	}
	if (spec.mode !== undefined && Number.parseInt(found.mode, 8) !== Number.parseInt(spec.mode, 8)) {
		return `${spec.path} has the mode ${found.mode}, not ${spec.mode}.`;
	}
	if (spec.device !== undefined && found.device !== spec.device) {
		return `${spec.path} is not the device ${spec.device}.`;
	}
	return spec.size === undefined ? undefined : lackOfSize(found, spec.path, spec.size);
}

/** Another file that was not looked at is no reason to refuse this one. */
function lackOfSameness(found: FileView, spec: Spec, moment: Moment): string | undefined {
	const other = otherOf(spec).map((probe) => answerAt(moment, probe)?.file)[0];
	return other === undefined || other.sha256 === found.sha256
		? undefined
		: `${spec.path} is another file than ${spec.sameAs}.`;
}

const lackOfSize = (found: FileView, path: string, size: Amount): string | undefined =>
	meetsAmount(size, found.size)
		? undefined
		: `${path} is ${found.size} bytes long, not ${sayAmount(size)}.`;

const probeOf = (spec: Spec): Probe & {readonly kind: 'file'} => {
	const path = spec.path.replace(/^~(?=\/|$)/, LEARNER_HOME);
	return spec.tab === undefined ? {kind: 'file', path} : {kind: 'file', tab: spec.tab, path};
};

const otherOf = ({sameAs, tab}: Spec): readonly (Probe & {readonly kind: 'file'})[] =>
	sameAs === undefined
		? []
		: [{kind: 'file', path: sameAs, followed: true, ...(tab === undefined ? {} : {tab})}];
