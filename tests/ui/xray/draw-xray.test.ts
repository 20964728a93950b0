import {describe, expect, test} from 'vitest';
import {createTheme} from '../../../src/ui/text/theme.js';
import {picture} from './picture.js';
import {flooded, scene} from './scenes.js';

const TALL = 37;

describe('the picture of', () => {
	test('a shell', () => {
		expect(picture(scene('plain'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │ 20 bash -i                                     foreground  your shell │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /  ░░░░░░░░ memory 2 MiB of 1.5 GiB  ░░░░░░░░ pids 9 of 768
			"
		`);
	});

	test('unshare -Urpf --mount-proc bash with a program in it', () => {
		expect(picture(scene('unshare'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │ 20 bash -i                                                  tab shell │
			     │    ┌ new: pid mnt user, uid 0 here, 65533 on the host ──────────────┐ │
			1747 │ 25 │   unshare -Urpf --mount-proc bash                              │ │
			1748 │ 26 │ 1 └ bash                                                       │ │
			1751 │ 27 │ 2   └ sleep 1000                                    foreground │ │
			     │    └────────────────────────────────────────────────────────────────┘ │
			1724 │ 23 bash -i                                    foreground  tab outside │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /  ░░░░░░░░ memory 4 MiB of 1.5 GiB  ░░░░░░░░ pids 14 of 768
			"
		`);
	});

	test('the same beside a terminal', () => {
		expect(picture(scene('unshare'), 46, TALL)).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds ───────┐
			     │uid 1000 here, 65533 on the host       │
			1704 │20 bash -i                    tab shell│
			     │   ┌ new: pid mnt user ───────────────┐│
			     │   │uid 0 here, 65533 on the host     ││
			1747 │25 │  unshare -Urpf --mount-proc bash ││
			1748 │26 │1 └ bash                          ││
			1751 │27 │2   └ sleep 1000        foreground││
			     │   └──────────────────────────────────┘│
			1724 │23 bash -i      foreground  tab outside│
			─────┴─ all on one kernel ───────────────────┴
			6.1.0-example, the host's own
			cgroup /  ░░░░░░░░ memory 4 MiB of 1.5 GiB
			  ░░░░░░░░ pids 14 of 768
			"
		`);
	});

	test('the same where only ASCII is to be had', () => {
		const ascii = createTheme({colour: false, unicode: false});
		expect(picture(scene('unshare'), 78, 14, ascii)).toMatchInlineSnapshot(`
			"
			host + your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host -----+
			1704 | 20 bash -i                                                  tab shell |
			     |    + new: pid mnt user, uid 0 here, 65533 on the host --------------+ |
			1747 | 25 |   unshare -Urpf --mount-proc bash                              | |
			1748 | 26 | 1 \` bash                                                       | |
			1751 | 27 | 2   \` sleep 1000                                    foreground | |
			     |    +----------------------------------------------------------------+ |
			1724 | 23 bash -i                                    foreground  tab outside |
			-----+- all on kernel 6.1.0-example, the host's own -------------------------+
			cgroup /  ........ memory 4 MiB of 1.5 GiB  ........ pids 14 of 768
			"
		`);
	});

	test('three worlds, where who waits stands on the wall', () => {
		expect(picture(scene('worlds'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │ 20 bash -i                                      foreground  tab shell │
			1967 │ 28 ┌ unshare, new: pid mnt net uts ipc user ────────────────────────┐ │
			1970 │ 29 │ 1 api-heron 1000                                               │ │
			1978 │ 31 ├ unshare, new: pid mnt net uts ipc user ────────────────────────┤ │
			2000 │ 34 │ 1 transcoder-heron 1000                                        │ │
			1980 │ 32 ├ unshare, new: pid mnt net uts ipc user ────────────────────────┤ │
			1988 │ 33 │ 1 indexer-heron 1000                                           │ │
			     │    └────────────────────────────────────────────────────────────────┘ │
			1724 │ 23 bash -i                                    foreground  tab outside │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /  ░░░░░░░░ memory 4.4 MiB of 1.5 GiB  ░░░░░░░░ pids 17 of 768
			"
		`);
	});

	test('three worlds where there is room for all', () => {
		expect(picture(scene('worlds'), 46, TALL)).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds ───────┐
			     │uid 1000 here, 65533 on the host       │
			1704 │20 bash -i        foreground  tab shell│
			     │   ┌ new: pid mnt net uts ipc user ───┐│
			     │   │uid 0 here, 65533 on the host     ││
			1967 │28 │  unshare --user --map-root-user …││
			1970 │29 │1 └ api-heron 1000                ││
			     │   ├ new: pid mnt net uts ipc user ───┤│
			     │   │uid 0 here, 65533 on the host     ││
			1978 │31 │  unshare --user --map-root-user …││
			2000 │34 │1 └ transcoder-heron 1000         ││
			     │   ├ new: pid mnt net uts ipc user ───┤│
			     │   │uid 0 here, 65533 on the host     ││
			1980 │32 │  unshare --user --map-root-user …││
			1988 │33 │1 └ indexer-heron 1000            ││
			     │   └──────────────────────────────────┘│
			1724 │23 bash -i      foreground  tab outside│
			─────┴─ all on one kernel ───────────────────┴
			6.1.0-example, the host's own
			cgroup /  ░░░░░░░░ memory 4.4 MiB of 1.5 GiB
			  ░░░░░░░░ pids 17 of 768
			"
		`);
	});

	test('a world that was entered from another terminal, for which the gauges give way', () => {
		expect(picture(scene('entered'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │ 20 bash -i                                      foreground  tab shell │
			1967 │ 28 ┌ unshare, new: pid mnt net uts ipc user ────────────────────────┐ │
			1970 │ 29 │ 1 api-heron 1000                                               │ │
			1978 │ 31 ├ unshare, new: pid mnt net uts ipc user ────────────────────────┤ │
			2000 │ 34 │ 1 transcoder-heron 1000                                        │ │
			1980 │ 32 ├ unshare, new: pid mnt net uts ipc user ────────────────────────┤ │
			1988 │ 33 │ 1 indexer-heron 1000                                           │ │
			     │    └────────────────────────────────────────────────────────────────┘ │
			1724 │ 23 bash -i                                                tab outside │
			2136 │ 40 ┌ nsenter, joined 1970: pid mnt net uts ipc user ────────────────┐ │
			2137 │ 41 │ 3 bash                                              foreground │ │
			     │    └────────────────────────────────────────────────────────────────┘ │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			"
		`);
	});

	test('a container built by hand', () => {
		expect(picture(scene('container'), 78, 20)).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │  20 bash -i                                                 tab shell │
			     │     ┌ new: pid mnt net uts ipc user, uid 0 here, 65533 on the host ─┐ │
			3023 │  92 │   unshare --user --map-root-user --pid --fork --mount --net … │ │
			3025 │  93 │ 1 └ bash                                                      │ │
			3041 │  96 │ 4   └ /bin/sh -c sleep 1000; true           own /  foreground │ │
			3047 │  97 │ 5     └ sleep 1000                                 foreground │ │
			     │     └───────────────────────────────────────────────────────────────┘ │
			1724 │  23 bash -i                                               tab outside │
			     │     ┌ joined 3025: pid mnt net uts ipc user ────────────────────────┐ │
			     │     │ uid 0 here, 65533 on the host                                 │ │
			3229 │ 101 │   nsenter --target 93 --user --preserve-credentials --mount … │ │
			3230 │ 102 │ 6 └ bash                                           foreground │ │
			     │     └───────────────────────────────────────────────────────────────┘ │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /tight  ░░░░░░░░ memory 4 KiB of 64 MiB  ░░░░░░░░ pids 0 of 32
			  cpu 20000 of 100000 usec, throttled 0
			cgroup /  ░░░░░░░░ memory 7.7 MiB of 1.5 GiB  ░░░░░░░░ pids 17 of 768
			"
		`);
	});

	test('a group with a budget', () => {
		expect(picture(scene('budget'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │ 20 bash -i                                      foreground  tab shell │
			2341 │ 46 └ bash -i                                            cgroup /tight │
			2347 │ 47   └ sleep 1000                                                     │
			2348 │ 48   └ sleep 1000                                                     │
			     │      └ … 4 more like it                                               │
			1724 │ 23 bash -i                                    foreground  tab outside │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /tight  ░░░░░░░░ memory 1.3 MiB of 64 MiB  ██░░░░░░ pids 7 of 32
			  cpu 20000 of 100000 usec, throttled 0
			cgroup /  ░░░░░░░░ memory 4.7 MiB of 1.5 GiB  ░░░░░░░░ pids 18 of 768
			"
		`);
	});

	test('a zombie', () => {
		expect(picture(scene('zombie'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			1704 │  20 bash -i                                                 tab shell │
			3670 │ 103 └ sleep 1000                                           foreground │
			3672 │ 104   └ sleep                                      foreground  zombie │
			1724 │  23 bash -i                                   foreground  tab outside │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /tight  ░░░░░░░░ memory 4 KiB of 64 MiB  ░░░░░░░░ pids 0 of 32
			  cpu 20000 of 100000 usec, throttled 0
			cgroup /  ░░░░░░░░ memory 5.6 MiB of 1.5 GiB  ░░░░░░░░ pids 13 of 768
			"
		`);
	});

	test('a root shell in namespaces of its own', () => {
		expect(picture(scene('root'))).toMatchInlineSnapshot(`
			"
			host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ─────┐
			     │    ┌ new: mnt net uts ipc user cgroup ──────────────────────────────┐ │
			     │    │ uid 0 here, 65533 on the host                                  │ │
			4702 │ 20 │ bash -i                                 foreground  your shell │ │
			     │    └────────────────────────────────────────────────────────────────┘ │
			─────┴─ all on kernel 6.1.0-example, the host's own ─────────────────────────┴
			cgroup /  ░░░░░░░░ memory 2.2 MiB of 1.5 GiB  ░░░░░░░░ pids 9 of 768
			"
		`);
	});

	test('two hundred processes that are alike', () => {
		expect(picture(flooded(200))).toMatchInlineSnapshot(`
			"
			 host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ────┐
			 1704 │  20 bash -i                                   foreground  your shell │
			50000 │ 100 └ sleep 1000                                                     │
			50001 │ 101 └ sleep 1000                                                     │
			      │     └ … 198 more like it                                             │
			──────┴─ all on kernel 6.1.0-example, the host's own ────────────────────────┴
			cgroup /  ░░░░░░░░ memory 2 MiB of 1.5 GiB  ░░░░░░░░ pids 9 of 768
			"
		`);
	});

	test('more processes than rows', () => {
		const many = flooded(20, (index) => ({argv: ['sleep', `${index}`]}));
		expect(picture(many)).toMatchInlineSnapshot(`
			"
			 host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ────┐
			 1704 │  20 bash -i                                   foreground  your shell │
			50000 │ 100 └ sleep 0                                                        │
			50001 │ 101 └ sleep 1                                                        │
			50002 │ 102 └ sleep 2                                                        │
			50003 │ 103 └ sleep 3                                                        │
			50004 │ 104 └ sleep 4                                                        │
			50005 │ 105 └ sleep 5                                                        │
			50006 │ 106 └ sleep 6                                                        │
			50007 │ 107 └ sleep 7                                                        │
			50008 │ 108 └ sleep 8                                                        │
			      │ … 11 more rows; a taller window has room for them                    │
			──────┴─ all on kernel 6.1.0-example, the host's own ────────────────────────┴
			cgroup /  ░░░░░░░░ memory 2 MiB of 1.5 GiB  ░░░░░░░░ pids 9 of 768
			"
		`);
	});

	test('a chain of forks', () => {
		const chain = flooded(30, (index) => ({
			...(index === 0 ? {} : {parent: 50_000 + index - 1}),
			argv: ['sh', `${index}`],
		}));
		expect(picture(chain)).toMatchInlineSnapshot(`
			"
			 host ┌ your sandbox, new: all 8 kinds, uid 1000 here, 65533 on the host ────┐
			 1704 │  20 bash -i                                   foreground  your shell │
			50000 │ 100 └ sh 0                                                           │
			50001 │ 101   └ sh 1                                                         │
			50002 │ 102     └ sh 2                                                       │
			50003 │ 103       └ sh 3                                                     │
			50004 │ 104         └ sh 4                                                   │
			      │               └ … 25 below                                           │
			──────┴─ all on kernel 6.1.0-example, the host's own ────────────────────────┴
			cgroup /  ░░░░░░░░ memory 2 MiB of 1.5 GiB  ░░░░░░░░ pids 9 of 768
			"
		`);
	});
});

test('a box without a control group is told of in a line', () => {
	const text = picture({...scene('plain'), groups: undefined});
	expect(text).toContain('This host gave the sandbox no control group of its own');
});

test('what a process calls itself does not speak to the terminal', () => {
	const named = flooded(1, () => ({argv: ['\u001b[2Jevil\nline\u202e', 'x']}));
	expect(picture(named)).toContain('\u2514 \u241b[2Jevil\u240aline\ufffd x');
});

test('a process with arguments without end is one row', () => {
	const long = flooded(1, () => ({argv: ['x'.repeat(100_000)]}));
	expect(picture(long)).toMatch(/└ x{40,}…/);
});
