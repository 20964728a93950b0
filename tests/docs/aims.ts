// What the course set out to teach, and where a learner sees it: steps by `lesson/step`, pages by `lesson "title"`.

/** One thing to teach, with the places that let a learner see it, the best one first. */
export interface Aim {
	readonly aim: string;
	readonly seenAt: readonly string[];
}

export interface AimGroup {
	readonly title: string;
	readonly aims: readonly Aim[];
}

export const AIMS: readonly AimGroup[] = [
	{
		title: 'Concepts',
		aims: [
			{
				aim: "A container is processes on the host's kernel, and no small machine",
				seenAt: ['010/release', '010/boot-id', '140/same-kernel', '140/outside'],
			},
			{
				aim: 'Three workloads on one host, each in a world of its own',
				seenAt: ['140/outside', '140/inside', '100/noise'],
			},
			{
				aim: 'PID namespace: which processes appear to exist',
				seenAt: ['030/own-proc', '030/two-numbers', '010/processes'],
			},
			{
				aim: 'Mount namespace: which file tree is visible',
				seenAt: ['040/a-mount-only-here', '040/read-the-table'],
			},
			{
				aim: 'Network namespace: interfaces, routes and sockets',
				seenAt: ['050/only-lo', '050/one-port-twice', '050/a-wire'],
			},
			{aim: 'UTS namespace: the host name', seenAt: ['020/rename', '060/two-names-at-once']},
			{
				aim: 'IPC namespace: shared memory and its kin',
				seenAt: ['060/a-segment', '060/not-in-here'],
			},
			{
				aim: 'User namespace: identity and its bounds',
				seenAt: ['070/become-root', '070/the-map-from-both-sides', '070/refused'],
			},
			{
				aim: 'Process A in namespace set X, B in Y, C in Z, one kernel',
				seenAt: ['140/same-kernel', '200/shared-label'],
			},
			{
				aim: 'Cgroups control and account: CPU time, memory, process numbers',
				seenAt: ['080/usage', '090/pids-edge', '090/memory-edge', '090/cpu-edge'],
			},
			{aim: 'I/O is accounted, too', seenAt: ['100/pressure']},
			{
				aim: 'A container specification: 2 cores, 1Gi, 256 processes',
				seenAt: ['090/spec', '190/spec-to-kernel'],
			},
			{
				aim: 'An image packages user space: program, libraries, root file system',
				seenAt: ['110/what-a-shell-needs', '120/walk-the-image', '120/stack-the-layers'],
			},
			{aim: 'The same in CI and in production', seenAt: ['120/recompute', '120/one-byte']},
			{aim: 'An image brings no kernel', seenAt: ['110/half-a-system']},
			{aim: 'What a VM has that a container has not', seenAt: ['140/fifty', '160/which-kernel']},
			{aim: 'Start-up is fast: no guest kernel boots', seenAt: ['140/fifty']},
			{aim: 'Density: the kernel is shared', seenAt: ['140/fifty']},
			{aim: 'Kernel compatibility matters', seenAt: ['110/half-a-system', '160/which-kernel']},
			{
				aim: 'Security rests on privileges, capabilities, seccomp and the host',
				seenAt: ['150/postures', '150/doors', '150/drop', '150/other-door', '160/how-wide'],
			},
		],
	},
	{
		title: 'Trade-offs',
		aims: [
			{aim: 'Efficiency against boundary strength', seenAt: ['140/fifty', '140/same-kernel']},
			{aim: 'Fairness against flexibility', seenAt: ['100/noise', '100/capped', '100/too-tight']},
			{
				aim: 'Portability against trust',
				seenAt: ['160/whose-code', '160/how-wide', '120/recompute'],
			},
		],
	},
	{
		title: 'Traps',
		aims: [
			{
				aim: 'The image is taken for what isolates',
				seenAt: ['130/kill-from-the-box', '130/the-same-attack'],
			},
			{
				aim: 'Containers are assumed to be as strong as VMs',
				seenAt: ['150/doors', '150/way-round', '160/how-wide'],
			},
			{aim: '"Secure by default"', seenAt: ['150/drop', '150/other-door', '150/closed']},
		],
	},
	{
		title: 'Connections',
		aims: [
			{
				aim: 'Orchestration: packaged processes with budgets, counted and restarted',
				seenAt: ['190/spec-to-kernel', '190/usage', '190/restart', '190/as-ordered'],
			},
			{aim: 'Process thinking: PID 1', seenAt: ['180/wont-stop', '030/zombie', '030/end']},
			{
				aim: 'Process thinking: file permissions',
				seenAt: ['180/cant-read', '070/one-file-two-owners'],
			},
			{aim: 'Process thinking: memory pressure', seenAt: ['180/dies', '100/pressure']},
			{
				aim: 'Process thinking: mount visibility',
				seenAt: ['180/one-sided', '040/a-mount-that-travels'],
			},
			{
				aim: 'Process thinking: network configuration',
				seenAt: ['180/no-way-out', '050/talk-to-yourself'],
			},
		],
	},
	{
		title: 'Insights',
		aims: [
			{
				aim: 'Isolated process environments, built from what the kernel has',
				seenAt: ['170/walls', '170/pivot', '170/exec'],
			},
			{
				aim: 'Visibility, consumption and packaging are three concerns',
				seenAt: ['170/pack', '170/walls', '170/budget'],
			},
			{
				aim: 'The shared kernel explains both the power and the limits',
				seenAt: ['140/same-kernel', '140/fifty', '160/how-wide'],
			},
		],
	},
	{
		title: 'Knowledge check',
		aims: [
			{aim: 'The most accurate description of a container', seenAt: ['200/what-it-is']},
			{aim: 'The main role of cgroups', seenAt: ['200/what-for']},
			{aim: 'Why containers are lighter than VMs', seenAt: ['200/why-lighter']},
		],
	},
];

/** The pages for who wants to read on, and what for. */
export const RESOURCES: readonly {readonly url: string; readonly focus: string}[] = [
	{
		url: 'https://docs.docker.com/get-started/docker-overview/',
		focus: 'packaging, runtime and image, as they are used',
	},
	{
		url: 'https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html',
		focus: "the control of resources, from the kernel's own documentation",
	},
	{
		url: 'https://man7.org/linux/man-pages/man7/namespaces.7.html',
		focus: "the kernel's means of isolation by namespaces",
	},
	{
		url: 'https://specs.opencontainers.org/image-spec/',
		focus: 'what an image standardizes, and what it does not',
	},
];
