import {expect, test} from 'vitest';
import {xrayText} from '../../../src/ui/plain/xray-text.js';
import {flooded, scene} from './scenes.js';

const said = (xray: Parameters<typeof xrayText>[0]): string =>
	`\n${xrayText(xray, 76).join('\n')}\n`;

test('the X-ray can be read out', () => {
	expect(said(scene('container'))).toMatchInlineSnapshot(`
		"
		X-ray: your processes from outside, all on kernel 6.1.0-example, the host's
		own.
		Your sandbox, in new namespaces (all 8 kinds), uid 1000 here, 65533 on the
		host:
		  bash -i: pid 1704 on the host, 20 in the sandbox, the shell of terminal
		  shell.
		    In new namespaces (pid mnt net uts ipc user), uid 0 here, 65533 on the
		    host:
		      unshare --user --map-root-user --pid --fork --mount --net --uts --ipc
		      bash: pid 3023 on the host, 92 in the sandbox.
		        bash: pid 3025 on the host, 93 in the sandbox, 1 in its own PID
		        namespace.
		          /bin/sh -c sleep 1000; true: pid 3041 on the host, 96 in the
		          sandbox, 4 in its own PID namespace, in the foreground, with a
		          root directory of its own.
		            sleep 1000: pid 3047 on the host, 97 in the sandbox, 5 in its
		            own PID namespace, in the foreground.
		  bash -i: pid 1724 on the host, 23 in the sandbox, the shell of terminal
		  outside.
		    In namespaces of process 3025 (pid mnt net uts ipc user), uid 0 here,
		    65533 on the host:
		      nsenter --target 93 --user --preserve-credentials --mount --pid --uts
		      --ipc --net bash: pid 3229 on the host, 101 in the sandbox.
		        bash: pid 3230 on the host, 102 in the sandbox, 6 in its own PID
		        namespace, in the foreground.
		Control group /tight: memory 4 KiB of 64 MiB; pids 0 of 32; cpu 20000 of
		100000 usec, throttled 0.
		Control group /: memory 7.7 MiB of 1.5 GiB; pids 17 of 768.
		"
	`);
});

test('what is alike is counted', () => {
	expect(said({...flooded(200), groups: undefined})).toMatchInlineSnapshot(`
		"
		X-ray: your processes from outside, all on kernel 6.1.0-example, the host's
		own.
		Your sandbox, in new namespaces (all 8 kinds), uid 1000 here, 65533 on the
		host:
		  bash -i: pid 1704 on the host, 20 in the sandbox, the shell of terminal
		  shell, in the foreground.
		    sleep 1000: pid 50000 on the host, 100 in the sandbox.
		    199 more like it.
		This host gave the sandbox no control group of its own.
		"
	`);
});
