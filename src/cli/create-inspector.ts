import {fileURLToPath} from 'node:url';
import {createReader} from '../evidence/create-reader.door.js';
import type {InspectReads} from '../inspect/create-inspect-reads.js';
import {type AskInspector, createLookAt, type LookAt} from '../inspect/look-at.js';

/** Looks at processes of this host, by a process of its own. Whoever creates it closes it. */
export interface Inspector {
	readonly ask: AskInspector;
	/** Creates what looks at one process again and again. */
	lookAt(): LookAt;
	close(): void;
}

export function createInspector(): Inspector {
	const entry = fileURLToPath(new URL('inspector.js', import.meta.url));
	const reader = createReader<InspectReads>(entry);
	const ask = reader.askAs(undefined);
	return {ask, lookAt: () => createLookAt(ask), close: () => reader.close()};
}
