import {expect, test} from 'vitest';
import {type HostKind, type HostSigns, hostKind} from '../../src/host/host-kind.js';

const LAPTOP: HostSigns = {
	kernel: '6.1.0-18-amd64',
	distribution: 'debian',
	environment: {HOME: '/home/ada', PATH: '/usr/bin'},
	container: undefined,
	files: [],
};
const WSL_KERNEL = '5.15.153.1-microsoft-standard-WSL2';

const places: readonly {
	readonly place: string;
	readonly signs: Partial<HostSigns>;
	readonly kind: HostKind;
}[] = [
	{place: 'a laptop', signs: {}, kind: 'plain'},
	{place: 'Docker', signs: {files: ['/.dockerenv']}, kind: 'docker'},
	{
		place: 'Docker on WSL2',
		signs: {files: ['/.dockerenv'], kernel: WSL_KERNEL},
		kind: 'docker',
	},
	{
		place: 'Podman',
		signs: {files: ['/run/.containerenv'], container: 'podman'},
		kind: 'podman',
	},
	{place: 'Podman by its variable alone', signs: {container: 'podman'}, kind: 'podman'},
	{
		place: 'a pod',
		signs: {environment: {KUBERNETES_SERVICE_HOST: '10.0.0.1'}, container: 'oci'},
		kind: 'kubernetes',
	},
	{
		place: 'a pod whose environment was not passed on',
		signs: {files: ['/var/run/secrets/kubernetes.io/serviceaccount']},
		kind: 'kubernetes',
	},
	{
		place: 'a pod whose engine is Docker',
		signs: {environment: {KUBERNETES_SERVICE_HOST: '10.0.0.1'}, files: ['/.dockerenv']},
		kind: 'kubernetes',
	},
	{place: 'LXC, Incus', signs: {container: 'lxc'}, kind: 'lxc'},
	{place: 'systemd-nspawn', signs: {container: 'systemd-nspawn'}, kind: 'nspawn'},
	{
		place: 'a development container',
		signs: {environment: {REMOTE_CONTAINERS: 'true'}, files: ['/.dockerenv']},
		kind: 'devcontainer',
	},
	{
		place: 'Codespaces',
		signs: {
			environment: {CODESPACES: 'true', REMOTE_CONTAINERS: 'true'},
			files: ['/.dockerenv'],
		},
		kind: 'codespaces',
	},
	{place: 'WSL2', signs: {kernel: WSL_KERNEL}, kind: 'wsl2'},
	{place: 'WSL2 with systemd', signs: {kernel: WSL_KERNEL, container: 'wsl'}, kind: 'wsl2'},
	{place: 'an engine that is not known', signs: {container: 'oci'}, kind: 'container'},
	{place: 'NixOS', signs: {distribution: 'nixos'}, kind: 'nixos'},
	{place: 'Guix', signs: {distribution: 'guix'}, kind: 'guix'},
	{
		place: 'an empty variable says nothing',
		signs: {environment: {DEVCONTAINER: ''}},
		kind: 'plain',
	},
];

test.each(places)('$place is told by its signs', ({signs, kind}) => {
	expect(hostKind({...LAPTOP, ...signs})).toBe(kind);
});
