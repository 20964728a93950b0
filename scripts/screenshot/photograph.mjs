// Has a browser without a window save a page as PNG.
import {execFileSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** The first chromium on PATH, under any of the names that distributions give it. */
export function findChromium() {
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
	const directories = (process.env.PATH ?? '').split(delimiter);
	return names
		.flatMap((name) => directories.map((directory) => join(directory, name)))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

export function photograph(chromium, page, out, {width, height}, profile) {
	const args = [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--hide-scrollbars',
		`--user-data-dir=${profile}`,
		`--window-size=${width},${height}`,
		`--screenshot=${out}`,
		`file://${page}`,
	];
	execFileSync(chromium, args, {stdio: 'ignore', timeout: 60_000});
	if (!existsSync(out)) throw new Error(`${chromium} saved no picture at ${out}.`);
}
