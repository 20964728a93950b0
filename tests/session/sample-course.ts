import type {Course, Lesson, Page, Question} from '../../src/domain/course.js';
import type {Check, Exercise, Step, Task} from '../../src/domain/exercise.js';
import type {HostReport} from '../../src/domain/host.js';

/** A small course with every kind of block, for tests of the session and of the display. */

const page = (title: string, text: string): Page => ({
	title,
	core: true,
	blocks: [
		{
			kind: 'paragraph',
			spans: [
				{text, look: 'plain'},
				{text: ' uname -r', look: 'code'},
				{text: '.', look: 'plain'},
			],
		},
		{
			kind: 'list',
			ordered: false,
			items: [[{text: 'one kernel', look: 'strong'}], [{text: 'many views', look: 'plain'}]],
		},
		{kind: 'figure', lines: ['+--------+', '| kernel |', '+--------+']},
		{
			kind: 'console',
			lines: ['$ uname -r', '6.1.0-example'],
			commands: [{line: 'uname -r', status: 0, at: 12}],
		},
	],
});

export const question = (id: string, text: string): Question => ({
	id,
	core: true,
	question: text,
	options: [
		{id: 'a', text: 'Yes, the same one.', right: true, because: 'There is one kernel only.'},
		{
			id: 'b',
			text: 'No, one of its own.',
			right: false,
			because: 'It shares the kernel of the host.',
		},
	],
});

const printed: Check = {kind: 'printed', spec: {fact: 'kernel.release'}};

export const task = (text: string): Task => ({
	task: text,
	check: printed,
	meaning: 'It is {{kernel.release}}, the very release of this host.',
	hints: ['A kernel has a release.', 'Look at uname.', 'Try uname -r.'],
	solution: [{type: 'uname -r', why: 'uname asks the kernel for its release.'}],
	solutionAt: 'release.yaml:14',
	mistakes: [],
	lost: [],
	attempts: {right: [], wrong: []},
});

const exerciseStep = (id: string, title: string, text: string): Step => ({
	...task(text),
	id,
	title,
	core: true,
	needs: [],
});

export const exercise = (id: string): Exercise => ({
	id,
	tabs: [
		{name: 'shell', view: 'learner'},
		{name: 'outside', view: 'learner'},
	],
	needs: [],
	values: {},
	files: [],
	setup: '',
	steps: [
		exerciseStep('release', 'Print the kernel release', 'Print the release of the kernel.'),
		exerciseStep('boot-id', 'Print the boot id', 'Print the boot id of the kernel.'),
	],
});

const lesson = (id: string, title: string, part: string): Lesson => ({
	id,
	slug: title.toLowerCase().replaceAll(' ', '-'),
	title,
	part,
	counts: {core: {words: 600, commands: 3}, all: {words: 600, commands: 3}},
	hook: `It feels like a computer of its own. It is not (${id}).`,
	read: [page('What it looks like', 'The release is printed by'), page('What it is', 'Ask with')],
	after: [page('Myth: a tiny machine', 'There is no second kernel; ask')],
	predict: question('same-kernel', 'Will the release in here be that of this host?'),
	insight: 'A container is ordinary processes on the kernel that everybody shares.',
	questions: [
		question('what', 'Is the kernel shared?'),
		question('how-many', 'Is there one kernel?'),
	],
	links: [{title: 'namespaces(7)', url: 'https://man7.org/linux/man-pages/man7/namespaces.7.html'}],
	exercise: exercise(id),
	file: `lessons/${id}.md`,
});

export const sampleCourse: Course = {
	lessons: [
		lesson('010', 'Not a tiny machine', 'Seeing: namespaces'),
		lesson('020', 'Labels called namespaces', 'Seeing: namespaces'),
		lesson('080', 'Budgets called cgroups', 'Consuming: cgroups'),
	],
};

export const firstLesson = sampleCourse.lessons[0] ?? lesson('010', '', '');

export const fullHost: HostReport = {
	hostClass: 'full',
	summary: 'Everything in this course runs on this host.',
	findings: [],
	meets: ['user-namespaces'],
};

export const hostWithoutTool: HostReport = {
	hostClass: 'no-tools',
	summary: 'This host lacks mount, without which no sandbox starts: no exercise can run here.',
	findings: [
		{
			id: 'sandbox-tool-mount',
			title: 'Tool mount',
			ok: false,
			found: 'missing; the sandbox needs mount to build its file tree',
			unlocks: ['user-namespaces', 'tool:mount'],
			mend: {command: 'apt-get install --reinstall mount', note: 'The package mount has mount.'},
		},
	],
	meets: [],
};

export const readingHost: HostReport = {
	hostClass: 'read',
	summary: 'This is not Linux.',
	findings: [
		{
			id: 'linux',
			title: 'Linux',
			ok: false,
			found: 'The kernel of this host is not Linux.',
			unlocks: [],
			mend: {command: 'wsl --install', undo: 'wsl --unregister Ubuntu', note: 'Gives you a Linux.'},
		},
	],
	meets: [],
};
