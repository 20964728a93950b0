import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {renderPage} from '../../../scripts/screenshot/render-page.mjs';
import {openTui, type Tui} from '../tui.js';
import {hashOf} from './cells.js';

/** The size of a window, and what its terminal is. */
export interface Variant {
	readonly columns: number;
	readonly rows: number;
	readonly theme: 'dark' | 'light';
}

export interface Shot {
	readonly hash: string;
	readonly text: string;
}

/** Where walks show their screens. Whoever creates it closes it. */
export interface Stage {
	readonly variant: Variant;
	/** Starts a program; `home` is where it keeps its things. */
	open(command: readonly string[], home?: string): Tui;
	/** What is on screen is compared with what was kept of it, and drawn where pictures are wanted. */
	shoot(tui: Tui, name: string): Promise<void>;
	/** It is only drawn. */
	draw(tui: Tui, name: string): Promise<void>;
	/** This walk can't be gone here. */
	skip(reason: string): void;
	close(): Promise<void>;
}

/** All walks are gone at once, on a machine that may be slow. */
const PATIENCE_MS = 60_000;
/** A screen that is not what was kept is taken as it is when nothing was drawn for so long. */
const AT_REST_MS = 4000;

const nameOf = ({columns, rows, theme}: Variant, name: string): string =>
	`${name} ${columns}x${rows} ${theme}`;

/**
 * @param kept the hashes of earlier runs, by the names of screens
 * @param shots where what is seen is put
 * @param folder for pictures; undefined where none are wanted
 */
export function createStage(
	variant: Variant,
	kept: ReadonlyMap<string, string>,
	shots: Map<string, Shot>,
	folder: string | undefined,
	skip: (reason: string) => void,
): Stage {
	const opened: Tui[] = [];

	/** Its cells as a page, of which `npm run screens` takes a picture. */
	async function draw(tui: Tui, name: string): Promise<void> {
		if (folder === undefined) return;
		await tui.untilAtRest(() => false, 500);
		const {html, width, height} = renderPage(
			tui.terminal,
			tui.cursor() === undefined,
			variant.theme,
		);
		const file = nameOf(variant, name).replaceAll(/[^\w-]+/g, '-');
		writeFileSync(join(folder, `${file}.txt`), tui.screen());
		writeFileSync(join(folder, `${file}.${width}x${height}.html`), html);
	}

	return {
		variant,
		open(command, home) {
			const {columns, rows, theme} = variant;
			const tui = openTui(command, {
				columns,
				rows,
				env: {CONTAINER_LESSONS_THEME: theme},
				...(home === undefined ? {} : {home}),
			});
			opened.push(tui);
			return {
				...tui,
				until: (sought, milliseconds = PATIENCE_MS) => tui.until(sought, milliseconds),
			};
		},
		async shoot(tui, name) {
			const expected = kept.get(nameOf(variant, name));
			await tui.untilAtRest(
				() => hashOf(tui.terminal) === expected,
				expected === undefined ? 1000 : AT_REST_MS,
			);
			shots.set(nameOf(variant, name), {hash: hashOf(tui.terminal), text: tui.screen()});
			await draw(tui, name);
		},
		draw,
		skip,
		async close() {
			for (const tui of opened.splice(0).reverse()) await tui.close();
		},
	};
}
