import type {TerminalSize} from '../domain/sandbox.js';
import type {Session} from '../session/session.js';
import type {SessionState} from '../session/state.js';

/** Everything that a frame is drawn from. */
export interface View {
	readonly state: SessionState;
	readonly size: TerminalSize;
}

/** The latest view, told of to whoever draws. Whoever creates it closes it. */
export interface ViewStore {
	get(): View;
	subscribe(listener: () => void): () => void;
	resize(size: TerminalSize): void;
	close(): void;
}

export function createViewStore(session: Session, first: TerminalSize): ViewStore {
	let view: View = {state: session.state(), size: first};
	const listeners = new Set<() => void>();
	const show = (next: View): void => {
		view = next;
		for (const listener of listeners) listener();
	};
	const stop = session.subscribe(() => show({...view, state: session.state()}));
	return {
		get: () => view,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		resize: (size) => show({...view, size}),
		close() {
			stop();
			listeners.clear();
		},
	};
}
