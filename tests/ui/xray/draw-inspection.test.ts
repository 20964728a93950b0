import {expect, test} from 'vitest';
import type {Inspection} from '../../../src/domain/inspection.js';
import {compareProcesses} from '../../../src/inspect/compare-processes.js';
import {lineText, type TextLine} from '../../../src/ui/text/wrap-text.js';
import {drawBoxes} from '../../../src/ui/xray/draw-boxes.js';
import {drawComparison} from '../../../src/ui/xray/draw-comparison.js';
import {overview, SECTIONS, wholeInspection} from '../../../src/ui/xray/draw-inspection.js';
import {LIST, WEB} from './inspections.js';
import {theme} from './picture.js';

const text = (rows: readonly TextLine[]): string =>
	rows.map((row) => lineText(row).trimEnd()).join('\n');

test('at 80 x 24 one window has the boxes and a row or two for each part', () => {
	const rows = overview(WEB, {columns: 80, rows: 23}, theme);
	expect(`\n${text(rows)}`).toMatchInlineSnapshot(`
		"
		pid 4711, 1 inside  nginx -g daemon off;
		Docker container web (32459977dfc5)  told by its control group
		sleeping, for 1 d 2 h, 9 MiB resident
		host ┌ the host ───────────────────────────────────────────────────────────────┐
		4690 │ containerd-shim-runc-v2 -namespace moby -id 32459977dfc56a9cdaa135c275… │
		     │ ┌ new: pid mnt net uts ipc ───────────────────────────────────────────┐ │
		4711 │ │  1 nginx -g daemon off;                                    this one │ │
		4760 │ │ 29 └ nginx: worker process                                          │ │
		     │ └─────────────────────────────────────────────────────────────────────┘ │
		─────┴─ all on kernel 6.1.0-example ───────────────────────────────────────────┴
		  namespaces    its own: ipc mnt net pid uts; the host's: cgroup time user
		  users         uid 0; gid 0, ids are not mapped
		  rights        capabilities 14 of 41, at most 14 of 41; NoNewPrivs no; seccomp
		                filter; docker-default (enforce)
		  root          overlay
		  mounts        24; AN ENGINE'S SOCKET /var/run/docker.sock; from outside:
		                /usr/share/nginx/html; 2 paths hidden; 1 read-only
		  network       eth0 172.17.0.2/16; listens tcp 0.0.0.0:80
		  group         /system.slice/docker-32459977dfc5….scope ██████░░ memory 48 MiB
		                of 64 MiB, pids 3 of 50, cpu 0.5 processors at most (50000 of …"
	`);
});

test('at 140 columns the parts stand beside the boxes as they are', () => {
	const rows = overview(WEB, {columns: 140, rows: 39}, theme);
	expect(`\n${text(rows)}`).toMatchInlineSnapshot(`
		"
		pid 4711, 1 inside  nginx -g daemon off;
		Docker container web (32459977dfc5)  told by its control group
		sleeping, for 1 d 2 h, 9 MiB resident

		host ┌ the host ───────────────────────────────────────────────────┐   Namespaces  compared with the host's
		4690 │ containerd-shim-runc-v2 -namespace moby -id 32459977dfc56a… │     its own       ipc 905 mnt 902 net 903 pid 901 uts 904
		     │ ┌ new: pid mnt net uts ipc ───────────────────────────────┐ │     the host's    cgroup 4026531835 time 4026531834 user 4026531837
		4711 │ │  1 nginx -g daemon off;                        this one │ │   Users
		4760 │ │ 29 └ nginx: worker process                              │ │     uid           0
		     │ └─────────────────────────────────────────────────────────┘ │     gid           0
		─────┴─ all on kernel 6.1.0-example ───────────────────────────────┴     groups        0 1
		                                                                         uid_map       every id is itself
		Control group  v2                                                        gid_map       every id is itself
		  path          /system.slice/docker-32459977dfc5….scope               Rights
		  memory        ██████░░ 48 MiB of 64 MiB, peak 58 MiB, anonymous 40     capabilities  14 of 41: chown dac_override fowner fsetid kill
		                MiB, file 8 MiB, swap 0 B of 0 B, limit reached 31,                    setgid setuid setpcap net_bind_service net_raw
		                oom_kill 2                                                             sys_chroot mknod audit_write setfcap
		  pids          ░░░░░░░░ 3 of 50                                           permitted   the same
		  cpu           0.5 processors at most (50000 of 100000 usec), used        bounding    the same
		                1 min 33 s, throttled in 12 of 900 periods, 1.3 s,         inheritable none
		                weight 100, on processors 0-3                              ambient     none
		  io            read 4 MiB, written 0 B                                  NoNewPrivs    no
		  above         /system.slice has at most memory 8 GiB                   seccomp       filter
		  pressure      cpu 0.5 0.2 0; memory 12 3 1; io 0 0 0 (% of 10 s, 1     LSM label     docker-default (enforce)
		                min, 5 min in which something waited)                    limits        open files 12 of 1024 (hard 524288), oom_score_adj 0
		                                                                       Root and mounts
		                                                                         root          overlay of 3 layers, writable, what it writes is in
		                                                                                       /var/lib/docker/overlay2/32459977dfc5…/diff
		                                                                         directory     /
		                                                                         program       /usr/sbin/nginx
		                                                                         mounts        24
		                                                                                       /usr/share/nginx/html ext4, /srv/www on the host,
		                                                                                       read-only
		                                                                         ENGINE        /var/run/docker.sock tmpfs, /run/docker.sock on the
		                                                                                       host, writable, whoever may write to it rules the
		                                                                                       engine
		                                                                         hidden        /proc/kcore /proc/keys
		                                                                         read-only     /proc/sys
		                                                                         more by the keys 1 to 6"
	`);
});

test('printed, it is everything below each other', () => {
	expect(`\n${text(wholeInspection(WEB, 100, theme))}`).toMatchInlineSnapshot(`
		"
		pid 4711, 1 inside  nginx -g daemon off;
		Docker container web (32459977dfc5)  told by its control group
		sleeping, for 1 d 2 h, 9 MiB resident

		host ┌ the host ───────────────────────────────────────────────────────────────────────────────────┐
		4690 │ containerd-shim-runc-v2 -namespace moby -id 32459977dfc56a9cdaa135c27586b62eb6a6167ca698d2… │
		     │ ┌ new: pid mnt net uts ipc ───────────────────────────────────────────────────────────────┐ │
		4711 │ │  1 nginx -g daemon off;                                                        this one │ │
		4760 │ │ 29 └ nginx: worker process                                                              │ │
		     │ └─────────────────────────────────────────────────────────────────────────────────────────┘ │
		─────┴─ all on kernel 6.1.0-example ───────────────────────────────────────────────────────────────┴

		Namespaces  compared with the host's
		  its own       ipc 905 mnt 902 net 903 pid 901 uts 904
		  the host's    cgroup 4026531835 time 4026531834 user 4026531837

		Users
		  uid           0
		  gid           0
		  groups        0 1
		  uid_map       every id is itself
		  gid_map       every id is itself

		Rights
		  capabilities  14 of 41: chown dac_override fowner fsetid kill setgid setuid setpcap
		                net_bind_service net_raw sys_chroot mknod audit_write setfcap
		    permitted   the same
		    bounding    the same
		    inheritable none
		    ambient     none
		  NoNewPrivs    no
		  seccomp       filter
		  LSM label     docker-default (enforce)
		  limits        open files 12 of 1024 (hard 524288), oom_score_adj 0

		Root and mounts
		  root          overlay of 3 layers, writable, what it writes is in
		                /var/lib/docker/overlay2/32459977dfc5…/diff
		  directory     /
		  program       /usr/sbin/nginx
		  mounts        24
		                /usr/share/nginx/html ext4, /srv/www on the host, read-only
		  ENGINE        /var/run/docker.sock tmpfs, /run/docker.sock on the host, writable, whoever may
		                write to it rules the engine
		  hidden        /proc/kcore /proc/keys
		  read-only     /proc/sys

		Network
		  lo            127.0.0.1/8, received 0 B, sent 0 B
		  eth0          172.17.0.2/16, received 1.5 MiB, sent 50 MiB
		  gateway       172.17.0.1 by eth0
		  listens       tcp 0.0.0.0:80

		Control group  v2
		  path          /system.slice/docker-32459977dfc5….scope
		  memory        ██████░░ 48 MiB of 64 MiB, peak 58 MiB, anonymous 40 MiB, file 8 MiB, swap 0 B of 0
		                B, limit reached 31, oom_kill 2
		  pids          ░░░░░░░░ 3 of 50
		  cpu           0.5 processors at most (50000 of 100000 usec), used 1 min 33 s, throttled in 12 of
		                900 periods, 1.3 s, weight 100, on processors 0-3
		  io            read 4 MiB, written 0 B
		  above         /system.slice has at most memory 8 GiB
		  pressure      cpu 0.5 0.2 0; memory 12 3 1; io 0 0 0 (% of 10 s, 1 min, 5 min in which something
		                waited)"
	`);
});

test('the list has a row for each box, and says what is not told', () => {
	const {heading, rows, notes} = drawBoxes(LIST, 100, theme);
	expect(`\n${text([heading, ...rows, ...notes])}`).toMatchInlineSnapshot(`
		"
		 PID  INSIDE  WHAT        NEW                  PROCS  UID       AGE      COMMAND
		4711       1  docker web  pid mnt net uts ipc      2  0         1 d 2 h  nginx -g daemon off;
		5000       2    by bwrap  not told                 1  100000>0  4 s      bash
		2 sets of namespaces other than the host's, among 120 processes.
		Closed to you: 3 processes, whose namespaces only their user and root may see (ptrace(2))."
	`);
});

test('a comparison says of each thing whether it is the same one', () => {
	const other: Inspection = {
		...WEB,
		container: undefined,
		subject: {...WEB.subject, pid: 1, nsPids: [1], argv: ['/sbin/init']},
		namespaces: WEB.namespaces.map((one) => ({
			...one,
			link: one.kind === 'net' ? undefined : WEB.base.links[one.kind],
		})),
	};
	const tables = [
		(WEB.mounts?.notable ?? []).map(({mount}) => mount),
		(WEB.mounts?.notable ?? []).map(({mount}) => ({...mount, mountPoint: '/srv/www'})).slice(1, 2),
	] as const;
	const rows = drawComparison(compareProcesses([WEB, other], tables), 100, theme);
	expect(`\n${text(rows)}`).toMatchInlineSnapshot(`
		"
		A  pid 4711  nginx -g daemon off;
		   Docker container web (32459977dfc5)
		B  pid 1  /sbin/init

		Namespaces  = the same one
		 = cgroup           cgroup:[4026531835]
		 ✗ ipc              ipc:[905]                                ipc:[4026531839]
		 ✗ mnt              mnt:[902]                                mnt:[4026531841]
		 ? net              net:[903]                                not told
		 ✗ pid              pid:[901]                                pid:[4026531836]
		 = time             time:[4026531834]
		 = user             user:[4026531837]
		 ✗ uts              uts:[904]                                uts:[4026531838]

		The rest
		 = root             /, overlay 0:50 /
		 = uid              0, inside 0
		 = gid              0, inside 0
		 = uid_map          0 0 4294967295
		 = gid_map          0 0 4294967295
		 = effective        14 capabilities
		 = bounding         14 capabilities
		 = NoNewPrivs       no
		 = seccomp          filter
		 = LSM label        docker-default (enforce)
		 = cgroup           /system.slice/docker-32459977dfc5….scope

		Files that both see
		                /usr/share/nginx/html in A is /srv/www in B (ext4)"
	`);
});

test('every part has a title of its own', () => {
	const all = text(wholeInspection(WEB, 100, theme));
	expect(SECTIONS.length).toBe(6);
	for (const title of [
		'Namespaces',
		'Users',
		'Rights',
		'Root and mounts',
		'Network',
		'Control group',
	])
		expect(all).toMatch(new RegExp(`^${title}`, 'm'));
});
