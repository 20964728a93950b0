// Has a browser without a window save a page as PNG.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {accessSync, constants, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';

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

/**
 * A browser without a window, spoken to through two pipes (Chrome DevTools Protocol: a JSON text, then a zero byte).
 * Whoever opens it closes it.
 */
export async function openCamera(chromium, profile) {
	const browser = spawn(
		chromium,
		[
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--hide-scrollbars',
			'--remote-debugging-pipe',
			`--user-data-dir=${profile}`,
		],
		{stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']},
	);
	const [, , , input, output] = browser.stdio;
	const answers = new Map();
	const loads = [];
	let rest = '';
	const fail = (why) => {
		for (const {reject} of [...answers.values(), ...loads.splice(0)]) reject(new Error(why));
		answers.clear();
	};
	output.setEncoding('utf8');
	output.on('data', (text) => {
		const messages = (rest + text).split('\0');
		rest = messages.pop();
		for (const {id, method, error, result} of messages.map((message) => JSON.parse(message))) {
			if (method === 'Page.loadEventFired') loads.shift()?.resolve();
			const answer = answers.get(id);
			answers.delete(id);
			if (error === undefined) answer?.resolve(result);
			else answer?.reject(new Error(error.message));
		}
	});
	const gone = once(browser, 'close');
	gone.then(() => fail(`${chromium} has ended.`));
	input.on('error', () => {});

	let last = 0;
	const ask = (method, params = {}, sessionId = undefined) =>
		new Promise((resolve, reject) => {
			last += 1;
			answers.set(last, {resolve, reject});
			input.write(`${JSON.stringify({id: last, method, params, sessionId})}\0`);
		});
	const {targetId} = await ask('Target.createTarget', {url: 'about:blank'});
	const {sessionId} = await ask('Target.attachToTarget', {targetId, flatten: true});
	await ask('Page.enable', {}, sessionId);

	return {
		/** Saves the page of a file as PNG. */
		async photograph(page, out, {width, height}) {
			const metrics = {width, height, deviceScaleFactor: 1, mobile: false};
			await ask('Emulation.setDeviceMetricsOverride', metrics, sessionId);
			const loaded = new Promise((resolve, reject) => loads.push({resolve, reject}));
			await ask('Page.navigate', {url: pathToFileURL(page).href}, sessionId);
			await loaded;
			const {data} = await ask('Page.captureScreenshot', {format: 'png'}, sessionId);
			writeFileSync(out, Buffer.from(data, 'base64'));
		},
		async close() {
			browser.kill();
			await gone;
		},
	};
}
