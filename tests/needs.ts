import {hostname} from 'node:os';
import type {TestContext} from 'vitest';
import {hasTool} from '../src/host/read-sandbox-host.door.js';
import {canUnshare, isRoot} from './sandbox/tutors.js';

/** Skips a test that says something of sandboxes where none can be had. The reason stands in the report. */
export function needNamespaces(context: TestContext): void {
	context.skip(!canUnshare, 'this machine gives no user namespaces');
}

/** Skips a test that is about a tool, or can be tried with nothing else, where that is not installed. */
export function needTool(context: TestContext, ...names: readonly string[]): void {
	const missing = names.filter((name) => !hasTool(name));
	context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);
}

export function needRoot(context: TestContext): void {
	context.skip(!isRoot, 'only root can try it');
}

/**
 * What a prompt calls a sandbox, up to the first dot; its whole name is another one each time. Where
 * nothing is there to name it with, it keeps the name of the host.
 */
export const SANDBOX_NAME = hasTool('hostname') ? 'lesson' : hostname();
export const WHOLE_NAME = hasTool('hostname')
	? /^lesson\.[0-9a-f]{6}$/
	: new RegExp(`^${hostname()}$`);
