import type {TabEvent} from '../../src/domain/ports.js';
import {type CommandFollower, createCommandFollower} from '../../src/evidence/follow-commands.js';
import type {Foreground} from '../../src/evidence/read-foreground.door.js';

/** What the marks of the shells carry. */
export const MARK_KEY = 'c0ffee';

/** A tab whose commands are followed; the test is its learner, its shells, its kernel and its clock. */
export type FollowedTab = ReturnType<typeof followTab>;

export function followTab() {
	const clock = createManualTimer();
	const events: TabEvent[] = [];
	const put = (text: string): void => follower.output(Buffer.from(text));
	const type = (text: string): void => follower.typed(Buffer.from(text));
	const run = (pid: number): void => put(`\u001b]7777;${MARK_KEY};run;${pid}\u0007`);
	const tab = {
		events,
		/** What the kernel says of the foreground of the tab from now on. */
		foreground: 'unknown' as Foreground,
		put,
		type,
		run,
		prompt(pid: number, line = '', status = 0): void {
			const base64 = Buffer.from(line).toString('base64');
			put(`\u001b]7777;${MARK_KEY};prompt;${status};${pid};${base64}\u0007$ `);
		},
		/** Types a line at the prompt of a marked shell, which echoes it and runs it. */
		enter(pid: number, line: string, output = ''): void {
			type(`${line}\r`);
			put(`${line}\r\n`);
			run(pid);
			put(output);
		},
		lastCommand() {
			const last = events.at(-1);
			return last && 'command' in last ? last.command : undefined;
		},
		pass: clock.pass,
		close: () => follower.close(),
	};
	const follower: CommandFollower = createCommandFollower(
		'shell',
		MARK_KEY,
		(event) => events.push(event),
		{foreground: (tell) => tell(tab.foreground), timer: clock.timer},
	);
	return tab;
}

/** A timer that rings when the test says that time has passed. */
function createManualTimer() {
	let now = 0;
	let alarms: {readonly at: number; readonly ring: () => void}[] = [];
	return {
		timer: (milliseconds: number, ring: () => void) => {
			const alarm = {at: now + milliseconds, ring};
			alarms.push(alarm);
			return () => {
				alarms = alarms.filter((one) => one !== alarm);
			};
		},
		pass(milliseconds: number) {
			const end = now + milliseconds;
			for (;;) {
				const [next] = alarms.filter(({at}) => at <= end).sort((a, b) => a.at - b.at);
				if (!next) break;
				now = next.at;
				alarms = alarms.filter((one) => one !== next);
				next.ring();
			}
			now = end;
		},
	};
}
