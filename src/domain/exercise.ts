// An exercise as the program holds it: its steps, their needs, and the attempts that prove them.

/** What a step needs of its host: `user-namespaces`, `cgroup-write:memory`, `tool:ip`, … */
export type Need = string;

/**
 * A check as an exercise file states it: a kind and its spec.
 * `checks/registry.ts` knows the kinds; only they look into `spec`.
 */
export interface Check {
	readonly kind: string;
	readonly spec: unknown;
}

/** Who a tab's shell runs as: uid 1000 without capabilities, or uid 0 in its own namespaces. */
export type TabView = 'learner' | 'root';

export interface Tab {
	readonly name: string;
	readonly view: TabView;
}

/** How to make up a value that differs from attempt to attempt. */
export type ValueRecipe =
	| {readonly make: 'word'}
	| {
			readonly make: 'integer';
			readonly from: number;
			readonly to: number;
			readonly multipleOf: number;
	  }
	| {readonly make: 'choice'; readonly of: readonly string[]};

/**
 * A file put into the sandbox before the shell starts. `path` is absolute; `mode` is octal text.
 */
export interface ExerciseFile {
	readonly path: string;
	readonly mode: string;
	readonly content: string;
}

/**
 * The lesson's own sentence for a known situation: while `when` holds, `say` is the reason shown.
 */
export interface KnownState {
	readonly id: string;
	readonly when: Check;
	readonly say: string;
	/** Where to look next. */
	readonly next?: string;
}

/** One line of the solution: what is typed for the learner, with their consent, and why. */
export interface SolutionLine {
	readonly type: string;
	readonly why: string;
}

/** A script in the attempt language (docs/writing-lessons.md) that must pass. */
interface RightAttempt {
	readonly name: string;
	readonly script: string;
	/** File and line in the exercise's folder, for whoever has to mend it: `release.yaml:33`. */
	readonly at: string;
}

export interface WrongAttempt extends RightAttempt {
	readonly verdict: 'not-yet' | 'failed';
	/** Words that the check's reason must contain. */
	readonly because: string;
}

/** A variant of a right attempt (src/variants) that is judged otherwise than it should, and why that is right. */
interface SignedVariant {
	readonly name: string;
	readonly because: string;
	/** File and line in the exercise's folder. */
	readonly at: string;
}

/** The part of a step that may come in a second form, for hosts that can't run the first. */
export interface Task {
	/** What to do, in at most six lines of 76 columns; `{{name}}` is replaced by a value or a fact. */
	readonly task: string;
	readonly check: Check;
	/** What the check asks, where the task does not say it: it then stands below the task. */
	readonly asks?: string;
	/** What the parts of a check that is a list are called; '' for one that is told to nobody. */
	readonly parts?: readonly string[];
	/** What they just saw, said in their own values, after the step has passed. */
	readonly meaning: string;
	/** Exactly three: the concept, where to look, nearly the command. */
	readonly hints: readonly string[];
	readonly solution: readonly SolutionLine[];
	/** File and line of the solution, as an attempt's `at`. */
	readonly solutionAt: string;
	/** Known mistakes, tried in order while the check has not passed. */
	readonly mistakes: readonly KnownState[];
	/** States from which the step can no longer be passed. */
	readonly lost: readonly KnownState[];
	readonly attempts: {
		readonly right: readonly RightAttempt[];
		readonly wrong: readonly WrongAttempt[];
		/** Exceptions that the author has signed. */
		readonly signed?: readonly SignedVariant[];
	};
}

export interface Step extends Task {
	/** Unique within the exercise, never reused. */
	readonly id: string;
	readonly title: string;
	/** It belongs to the core path. */
	readonly core?: boolean;
	/** A state to reach without a recipe; the solution is shown only to whoever passed it or gave it up. */
	readonly mission?: boolean;
	/** The id of an older step that this one is a part of: who passed that has passed this. */
	readonly was?: string;
	readonly needs: readonly Need[];
	/** Its check depends on timing or on a free processor, so `verify` proves it alone. */
	readonly measures?: boolean;
	/** What is done instead where `needs` are not met; passing it is recorded as seen, not done. */
	readonly observe?: Task;
	/** What `observe` needs all the same, in a sandbox. */
	readonly observeNeeds?: readonly Need[];
}

export interface Exercise {
	/** The id of the lesson it belongs to: `'010'`. */
	readonly id: string;
	readonly tabs: readonly Tab[];
	readonly needs: readonly Need[];
	readonly values: Readonly<Record<string, ValueRecipe>>;
	readonly files: readonly ExerciseFile[];
	/** POSIX sh, run inside the sandbox as the learner before the first shell starts; may be empty. */
	readonly setup: string;
	readonly steps: readonly Step[];
}

/** The needs that the host's report may say are met (host/classify.ts gives them), and what each asks for. */
export const NEEDS: Readonly<Record<string, string>> = {
	'user-namespaces': 'The sandbox itself: user namespaces for ordinary users.',
	'nested-user-namespaces': 'A user namespace inside the sandbox.',
	'pid-namespaces': 'A PID namespace inside the sandbox, with a /proc of its own.',
	'net-namespaces': 'A network namespace inside the sandbox.',
	'time-namespaces': 'A time namespace inside the sandbox.',
	veth: 'A pair of virtual network interfaces.',
	bridge: 'A bridge in a network namespace.',
	overlay: 'An overlay mount inside the sandbox.',
	'idmapped-mounts': 'A mount with a map of ids, made with perl inside the sandbox (Linux 6.3).',
	'cgroup-read': 'Control groups that can be read.',
	'cgroup-read:memory': 'A sandbox that shows the memory controller, if only to be read.',
	'cgroup-read:pids': 'The same with the pids controller.',
	'cgroup-read:cpu': 'The same with the cpu controller.',
	'cgroup-write': 'A control group whose limits may be set.',
	'cgroup-write:memory': 'The same with the memory controller.',
	'cgroup-write:pids': 'The same with the pids controller.',
	'cgroup-write:cpu': 'The same with the cpu controller.',
	'cgroup-v2': 'Control groups of version 2.',
	pressure: 'Pressure files (/proc/pressure).',
	'oci-runtime': 'crun or runc.',
	engine: 'A container engine.',
};

const TOOL = /^tool:[a-z0-9][a-z0-9.+-]*$/;

export const isNeed = (word: string): boolean => Object.hasOwn(NEEDS, word) || TOOL.test(word);

export const NEED_WORDS: readonly string[] = [...Object.keys(NEEDS), 'tool:NAME'];
