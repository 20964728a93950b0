// What `entered` can ask of a process: each requirement's test, and the sentence when it fails.
import * as z from 'zod';
import {CAPABILITIES, hasCapability} from '../../domain/capabilities.js';
import type {ProcessView} from '../../domain/evidence.js';
import {NAMESPACE_KINDS} from '../../domain/namespace.js';
import type {Sighting} from '../../domain/verdict.js';
import {bindingSchema} from '../bound.js';
import {processLabel, uidInside} from '../process-label.js';
import {nameSchema, numberSchema, patternSchema, tabSchema} from '../spec-parts.js';

const namespaces = z.array(z.enum(NAMESPACE_KINDS)).min(1).optional();
const capabilities = z.array(z.enum(CAPABILITIES)).min(1).optional();

/** What a step may ask of a process that has entered somewhere. */
export const enteredSchema = z
	.strictObject({
		new: namespaces.describe(
			'Its namespaces of these kinds, [pid, mnt], are not those of the first shell.',
		),
		same: namespaces.describe('Its namespaces of these kinds are those of the first shell.'),
		comparedWith: tabSchema
			.optional()
			.describe('The terminal whose first shell is meant; its own if left out.'),
		pid1: z.boolean().optional().describe('It is pid 1 of its innermost PID namespace, or is not.'),
		handlesSignal: z
			.int()
			.min(1)
			.max(64)
			.optional()
			.describe('It has a handler for this signal, or blocks it to wait for it.'),
		mappedUid: numberSchema.optional().describe('The uid that it has in its own user namespace.'),
		root: z
			.enum(['changed', 'same'])
			.optional()
			.describe("Its root directory: changed, or the same as the first shell's."),
		bootOffset: numberSchema
			.optional()
			.describe('Seconds that its time namespace adds to the time since boot.'),
		lacks: capabilities.describe(
			'Capabilities that its effective set lacks, without cap_: [net_raw].',
		),
		has: capabilities.describe('Capabilities in its effective set.'),
		boundingLacks: capabilities.describe('Capabilities that its bounding set lacks.'),
		seccomp: z.int().min(0).max(2).optional().describe('Its mode: 0 none, 1 strict, 2 a filter.'),
		noNewPrivs: z.boolean().optional().describe('Whether no_new_privs is set.'),
		hostname: z.string().optional().describe('The host name in its UTS namespace.'),
		notHostname: z.string().optional().describe('A host name that the first shell must not have.'),
		tab: tabSchema.optional().describe('Only in the terminal of this name.'),
		command: patternSchema
			.optional()
			.describe('A regular expression that matches its name (comm), the first 15 characters.'),
		...bindingSchema,
		than: nameSchema
			.optional()
			.describe(
				'`new` and `same` compare with the process that an earlier part bound by this name.',
			),
		below: nameSchema.optional().describe('The same, and it descends from that process.'),
		foreground: z.boolean().optional().describe('Whether it is in the foreground of its terminal.'),
		now: z.boolean().optional().describe('true where only the latest moment counts.'),
	})
	.describe('A process of the learner is where, and has what, all of this says.');

export type EnteredSpec = z.infer<typeof enteredSchema>;

/** One thing asked of a process, and the sentence for when it is missing. */
export interface Requirement {
	holds(candidate: Candidate): boolean;
	missing(candidate: Candidate): string;
	seen?(candidate: Candidate): readonly Sighting[];
	/** Where to look next, beyond what `missing` says. */
	readonly look?: string;
}

export interface Candidate {
	readonly process: ProcessView;
	/** The process to compare with: the first one of its tab or of `comparedWith`, or a bound one. */
	readonly first: Pick<ProcessView, 'namespaces' | 'root'> | undefined;
	/** What a reason calls the process to compare with. */
	readonly than: string;
	readonly hostname: string | undefined;
	readonly firstHostname: string | undefined;
}

/** A namespace ends with its last process, and then there is nothing left to look at. */
export const STAY = 'Stay in the process, or let it run, so that it can be looked at.';

/** Everything the spec asks, in the order in which missing things are reported. */
export const requirementsOf = (spec: EnteredSpec): readonly Requirement[] => [
	...(spec.new ?? []).map(
		(kind): Requirement => ({
			holds: ({process, first}) =>
				first !== undefined &&
				process.namespaces[kind] !== undefined &&
				process.namespaces[kind] !== first.namespaces[kind],
			missing: ({process, than}) =>
				`${processLabel(process)} is still in ${than}'s ${kind} namespace, ${process.namespaces[kind] ?? 'which can not be read'}.`,
			seen: ({process, first, than}) => [
				{what: `${processLabel(process)}, ${kind}`, value: process.namespaces[kind] ?? ''},
				{what: `${than}, ${kind}`, value: first?.namespaces[kind] ?? ''},
			],
			look: STAY,
		}),
	),
	...(spec.same ?? []).map(
		(kind): Requirement => ({
			holds: ({process, first}) =>
				first !== undefined && process.namespaces[kind] === first.namespaces[kind],
			missing: ({process, first}) =>
				`${processLabel(process)} has left the ${kind} namespace ${first?.namespaces[kind] ?? ''}; here it has to stay in it.`,
		}),
	),
	...pidAndUid(spec),
	...privileges(spec),
	...hostnames(spec),
];

function pidAndUid(spec: EnteredSpec): readonly Requirement[] {
	const {pid1, handlesSignal, mappedUid, root, bootOffset} = spec;
	return [
		...when(
			bootOffset,
			(wanted): Requirement => ({
				holds: ({process}) => process.bootOffset === Number(wanted),
				missing: ({process}) =>
					`The clock that counts from boot is ${process.bootOffset} seconds ahead for ${processLabel(process)}, not ${wanted}.`,
				seen: ({process}) => [
					{what: `boottime offset of ${processLabel(process)}`, value: `${process.bootOffset} s`},
				],
			}),
		),
		...when(
			pid1,
			(wanted): Requirement => ({
				holds: ({process}) => (process.nsPids.at(-1) === 1) === wanted,
				missing: ({process}) =>
					`${processLabel(process)} is number ${process.nsPids.at(-1)} in its PID namespace, ${wanted ? 'not 1' : 'which it must not be'}.`,
				seen: ({process}) => [
					{what: `${processLabel(process)}, its numbers`, value: process.nsPids.join(' ')},
				],
			}),
		),
		...when(
			handlesSignal,
			(signal): Requirement => ({
				// Pid 1 gets only signals it catches, or blocks to wait for (signal(7), pid_namespaces(7)).
				holds: ({process}) => ((process.heeded >> BigInt(signal - 1)) & 1n) === 1n,
				missing: ({process}) => `${processLabel(process)} has no handler for signal ${signal}.`,
				seen: ({process}) => [
					{
						what: `SigCgt and SigBlk of ${processLabel(process)}`,
						value: process.heeded.toString(16).padStart(16, '0'),
					},
				],
			}),
		),
		...when(
			mappedUid,
			(wanted): Requirement => ({
				holds: ({process}) => uidInside(process) === Number(wanted),
				missing: ({process}) =>
					`${processLabel(process)} is uid ${uidInside(process)} in its user namespace, not ${wanted}.`,
				seen: ({process}) => [
					{what: 'uid inside', value: String(uidInside(process))},
					{what: 'uid on the host', value: String(process.uids[1] ?? '')},
				],
			}),
		),
		...when(
			root,
			(wanted): Requirement => ({
				holds: ({process, first}) => (process.root === first?.root) === (wanted === 'same'),
				missing: ({process}) =>
					wanted === 'same'
						? `${processLabel(process)} has another root directory than the first shell.`
						: `${processLabel(process)} still has the root directory of the first shell.`,
			}),
		),
	];
}

function privileges(spec: EnteredSpec): readonly Requirement[] {
	const {seccomp, noNewPrivs} = spec;
	return [
		...(spec.has ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => hasCapability(process.capEff, capability),
				missing: ({process}) =>
					`${processLabel(process)} does not have CAP_${capability.toUpperCase()}.`,
				seen: effective,
			}),
		),
		...(spec.lacks ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => !hasCapability(process.capEff, capability),
				missing: ({process}) =>
					`${processLabel(process)} still has CAP_${capability.toUpperCase()} in its effective set.`,
				seen: effective,
			}),
		),
		...(spec.boundingLacks ?? []).map(
			(capability): Requirement => ({
				holds: ({process}) => !hasCapability(process.capBnd, capability),
				missing: ({process}) =>
					`${processLabel(process)} still has CAP_${capability.toUpperCase()} in its bounding set.`,
			}),
		),
		...when(
			seccomp,
			(wanted): Requirement => ({
				holds: ({process}) => process.seccomp === wanted,
				missing: ({process}) =>
					`Seccomp is ${process.seccomp} for ${processLabel(process)}, not ${wanted}.`,
				seen: ({process}) => [{what: 'Seccomp', value: String(process.seccomp)}],
			}),
		),
		...when(
			noNewPrivs,
			(wanted): Requirement => ({
				holds: ({process}) => process.noNewPrivs === wanted,
				missing: ({process}) =>
					`NoNewPrivs is ${wanted ? 0 : 1} for ${processLabel(process)}, not ${wanted ? 1 : 0}.`,
				seen: ({process}) => [{what: 'NoNewPrivs', value: process.noNewPrivs ? '1' : '0'}],
			}),
		),
	];
}

const effective = ({process}: Candidate): readonly Sighting[] => [
	{
		what: `CapEff of ${processLabel(process)}`,
		value: process.capEff.toString(16).padStart(16, '0'),
	},
];

function hostnames(spec: EnteredSpec): readonly Requirement[] {
	return [
		...when(
			spec.hostname,
			(wanted): Requirement => ({
				holds: ({hostname}) => hostname === wanted,
				missing: ({process, hostname}) =>
					`The host name that ${processLabel(process)} sees is "${hostname ?? 'unknown'}", not "${wanted}".`,
				seen: ({process, hostname}) => [
					{what: `host name for ${processLabel(process)}`, value: hostname ?? ''},
				],
			}),
		),
		...when(
			spec.notHostname,
			(wanted): Requirement => ({
				holds: ({firstHostname}) => firstHostname !== undefined && firstHostname !== wanted,
				missing: () => `The first shell's host name is "${wanted}" too; it must stay as it was.`,
				seen: ({firstHostname}) => [
					{what: 'host name for the first shell', value: firstHostname ?? ''},
				],
			}),
		),
	];
}

const when = <Value>(
	value: Value | undefined,
	make: (value: Value) => Requirement,
): readonly Requirement[] => (value === undefined ? [] : [make(value)]);
