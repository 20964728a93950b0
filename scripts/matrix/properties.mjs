// What the hosts of the matrix may be like, and which of it can't go together.

/** A container as Docker starts it: its capabilities, covered paths and filter, unless a way says otherwise. */
const container = (differs = {}) => ({
	kind: 'oci',
	filter: true,
	masked: true,
	capabilities: 'docker',
	...differs,
});
const MENDED = {filter: false, masked: false};

/**
 * The ways into a root. `doctor` proposes the flags of docker-mended, and of what stands for it here, mended.
 * @type {Readonly<Record<string, {kind: 'plain' | 'oci' | 'docker'}>>}
 */
export const WAYS = {
	plain: {kind: 'plain'},
	noatime: {kind: 'plain', noatime: true},
	container: container(),
	mended: container(MENDED),
	'cap-drop': container({...MENDED, capabilities: 'none'}),
	pod: container({filter: false}),
	privileged: container({...MENDED, capabilities: 'all'}),
	remapped: container({...MENDED, ids: 65536}),
	'one id': container({...MENDED, ids: 1}),
	docker: {kind: 'docker', flags: []},
	'docker-mended': {
		kind: 'docker',
		flags: ['--security-opt=seccomp=unconfined', '--security-opt=systempaths=unconfined'],
	},
	'docker-privileged': {kind: 'docker', flags: ['--privileged']},
};

/** Every property with its values. */
export const PROPERTIES = {
	suite: ['bookworm', 'trixie', 'sid', 'bullseye'],
	tools: ['full', 'slim', 'relocated'],
	who: ['root', 'user'],
	way: Object.keys(WAYS),
	// `beside`: its library is found by RUNPATH in a home (conda); `closed`: in root's home, mode 0700 (nvm).
	node: ['usual', 'beside', 'closed'],
	// `own`: a control group with a namespace of its own, and whatever hierarchies are here.
	groups: ['none', 'own'],
	disk: ['overlay', 'read-only'],
};

/**
 * Whether there is such a host at all.
 *
 * @param {Record<string, string>} host
 */
export function isPossible({way, who, node, groups, tools}) {
	const {kind, ids} = WAYS[way];
	if (kind !== 'plain' && (node !== 'usual' || groups !== 'none')) return false;
	if (node === 'closed' && who !== 'root') return false;
	if (tools === 'relocated' && node !== 'usual') return false;
	// An engine gives a root to the ids that it maps; here it stays root's, and such tools are not relied on.
	if (ids !== undefined && tools === 'relocated') return false;
	return !(ids === 1 && who === 'user');
}
