import {fileURLToPath} from 'node:url';
import {beforeAll, expect, test} from 'vitest';
import {canView, observationOf} from '../../src/attempt/can-view.js';
import {fillTask} from '../../src/attempt/fill-task.js';
import {makeValues} from '../../src/content/make-values.js';
import {readCourseSource} from '../../src/content/read-course.door.js';
import {type Course, isCore} from '../../src/domain/course.js';
import {planCommand} from '../../src/viewer/plan-command.js';

let course: Course;
beforeAll(async () => {
	course = (await readCourseSource(fileURLToPath(new URL('../..', import.meta.url)))).course;
});

const FACTS = new Map([
	['shell.pid', '4321'],
	['shell.pid-inside', '4321'],
	['cgroup.root', '/sys/fs/cgroup/user.slice'],
]);
const allows = (line: string): boolean => planCommand(line, 4321).kind === 'run';

const observedIn = (id: string): readonly string[] => {
	const exercise = course.lessons.find((lesson) => lesson.id === id)?.exercise;
	if (!exercise) throw new Error(`no lesson ${id}`);
	const facts = new Map([...makeValues(exercise.values, 1), ...FACTS]);
	return exercise.steps
		.filter((step) => canView(fillTask(observationOf(step), facts), allows))
		.map((step) => step.id);
};

// Lesson 100 measures neighbours, which have to run somewhere.
test('every lesson of the core path but 100 has something to observe where there is no sandbox', () => {
	const core = course.lessons.filter(isCore).map(({id}) => id);
	expect(core.length).toBeGreaterThan(5);
	expect(core.filter((id) => observedIn(id).length === 0)).toEqual(['100']);
});

// A step that comes to this list is shown on the bare host: read its task and its `look` as they are true there.
test('these steps can be observed where there is no sandbox', () => {
	const found = course.lessons.map(({id}) => `${id} ${observedIn(id).join(' ')}`.trim());
	expect(found.join('\n')).toMatchInlineSnapshot(`
		"010 release boot-id name processes kernels
		020 list child new rename
		030 one old-proc own-proc end
		035 who-gets-it
		040 files-are-shared a-mount-only-here one-way
		050 only-lo
		055
		060 two-names-at-once a-segment not-in-here where-paths-begin another-boot-time
		070 become-root the-map-from-both-sides refused root-of-what
		075
		080 own-group controllers usage
		085 handed-on
		090 spec
		095
		100
		105
		110 only-a-shell what-a-shell-needs half-a-system
		120
		125
		130 kill-from-the-box
		140 outside same-kernel
		150 postures
		155
		160 which-kernel how-wide whose-code
		170 pack walls drop
		180 wont-stop one-sided no-way-out
		185
		190 spec-to-kernel
		195
		200 what-it-is what-for why-lighter strangers shared-label"
	`);
});
