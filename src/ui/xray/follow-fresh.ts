import type {TabEvent} from '../../domain/ports.js';
import type {Xray} from '../../domain/xray.js';

/** Remembers the picture from before the command that was run last. */
export interface FreshFollower {
	/** Whether it is news: a command that is told again to be running still is none. */
	hear(event: TabEvent): boolean;
	/** To be called when a look begins; what it returns takes the picture, and gives the one to compare it with. */
	beginLook(): (xray: Xray) => Xray | undefined;
}

export function createFreshFollower(): FreshFollower {
	/** As it was when the latest command had ended, or there was none yet. */
	let settled: Xray | undefined;
	/** The same of the command before that one. */
	let before: Xray | undefined;
	let latest: string | undefined;
	/** How many commands have ended, and how many of those `settled` has seen. */
	let ends = 1;
	let seen = 0;
	return {
		hear(event) {
			if (event.kind === 'ended' || event.kind === 'late') return true;
			const {kind, tab, command} = event;
			const name = command === undefined ? latest : `${tab} ${command.id}`;
			const isNew = name !== latest;
			if (isNew) before = settled;
			latest = name;
			if (kind !== 'running') ends += 1;
			return isNew || kind !== 'running';
		},
		beginLook() {
			const known = ends;
			return (xray) => {
				if (known > seen) {
					settled = xray;
					seen = known;
				}
				return before;
			};
		},
	};
}
