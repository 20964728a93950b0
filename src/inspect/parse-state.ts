// Turns what runtimes and engines write of their containers into names and process numbers.

/** What a state file says of one container. */
export interface StateRecord {
	readonly engine: string;
	readonly kind: 'container' | 'machine';
	readonly id: string | undefined;
	readonly names: readonly string[];
	readonly pod: string | undefined;
	/** Its first process; undefined where the file does not say. */
	readonly pid: number | undefined;
	/** That process's start in clock ticks since boot, so that a stale file names nobody. */
	readonly startTime: number | undefined;
	readonly file: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const word = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
const count = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;

/** A file that is half written, or no JSON at all, says nothing. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * runc's `ROOT/ID/state.json` (libcontainer, State) and crun's `ROOT/ID/status`.
 *
 * @param id the directory's name: crun's file does not repeat it
 */
export function parseRuntimeState(
	text: string,
	{engine, id, file}: {readonly engine: string; readonly id: string; readonly file: string},
): readonly StateRecord[] {
	const state = parseJson(text);
	if (!isObject(state)) return [];
	const isCrun = state['init_process_pid'] === undefined;
	const start = isCrun ? state['process-start-time'] : state['init_process_start'];
	return [
		{
			engine,
			kind: 'container',
			id: word(state['id']) ?? id,
			names: [],
			pod: undefined,
			pid: count(isCrun ? state['pid'] : state['init_process_pid']),
			startTime: count(start),
			file,
		},
	];
}

/** /run/systemd/machines/NAME: `KEY=value` lines (systemd-machined, machine_save). */
export function parseMachine(text: string, file: string): readonly StateRecord[] {
	const value = (key: string): string | undefined =>
		new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.replaceAll(/^"|"$/g, '') || undefined;
	const name = value('NAME');
	if (name === undefined || value('CLASS') !== 'container') return [];
	return [
		{
			engine:
				value('SERVICE') === 'nspawn' ? 'systemd-nspawn' : (value('SERVICE') ?? 'systemd-machined'),
			kind: 'machine',
			id: undefined,
			names: [name],
			pod: undefined,
			pid: count(Number(value('LEADER'))),
			startTime: undefined,
			file,
		},
	];
}

/** containers.json of containers/storage: what podman, buildah and CRI-O call what they made. */
export function parseStorage(text: string, file: string): readonly StateRecord[] {
	const list = parseJson(text);
	if (!Array.isArray(list)) return [];
	return list.filter(isObject).flatMap((one): readonly StateRecord[] => {
		const id = word(one['id']);
		const names = Array.isArray(one['names'])
			? one['names'].flatMap((name) => word(name) ?? [])
			: [];
		if (id === undefined || names.length === 0) return [];
		return [named('podman', id, names, undefined, file)];
	});
}

/** Docker's containers/ID/config.v2.json: `Name` begins with a slash. */
export function parseDockerConfig(text: string, file: string): readonly StateRecord[] {
	const config = parseJson(text);
	if (!isObject(config)) return [];
	const id = word(config['ID']);
	const name = word(config['Name'])?.replace(/^\//, '');
	return id === undefined || name === undefined
		? []
		: [named('docker', id, [name], undefined, file)];
}

/** By which annotations of an OCI bundle (config.json) engines say a container's name and its pod's. */
const NAME_KEYS = [
	'io.kubernetes.cri.container-name',
	'io.kubernetes.container.name',
	'nerdctl/name',
];
const POD_KEYS = ['io.kubernetes.cri.sandbox-name', 'io.kubernetes.pod.name'];
const POD_NAMESPACE_KEYS = ['io.kubernetes.cri.sandbox-namespace', 'io.kubernetes.pod.namespace'];

export function parseBundle(
	text: string,
	{engine, id, file}: {readonly engine: string; readonly id: string; readonly file: string},
): readonly StateRecord[] {
	const spec = parseJson(text);
	const annotations = isObject(spec) && isObject(spec['annotations']) ? spec['annotations'] : {};
	const said = (keys: readonly string[]): string | undefined =>
		keys.map((key) => word(annotations[key])).find((value) => value !== undefined);
	const name = said(NAME_KEYS);
	const pod = said(POD_KEYS);
	if (name === undefined && pod === undefined) return [];
	const whole = pod === undefined ? undefined : `${said(POD_NAMESPACE_KEYS) ?? '?'}/${pod}`;
	// The container that only holds a pod's namespaces open has no name of its own.
	return [named(engine, id, [name ?? 'pause'], whole, file)];
}

const named = (
	engine: string,
	id: string,
	names: readonly string[],
	pod: string | undefined,
	file: string,
): StateRecord => ({
	engine,
	kind: 'container',
	id,
	names,
	pod,
	pid: undefined,
	startTime: undefined,
	file,
});
