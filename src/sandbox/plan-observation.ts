import {dirname} from 'node:path';
import type {SandboxHost} from '../host/sandbox-host.js';
import {BARE_SHELL_SCRIPT, bareInitScript, tabsScript} from './inside-scripts.js';
import {type BoxIdentity, LAUNCH_PATH, type LaunchPlan, learnerPath} from './launch-plan.js';
import {NO_CGROUP} from './plan-cgroup.js';
import {choosePty, requireTools, SHELL_NEEDS} from './required-tools.js';
import {shellQuote} from './shell-quote.js';
import {BASH_PROFILE, shellRc} from './shell-rc.js';

/**
 * Plans a box for hosts that give no namespaces: the same tabs and the same marks around plain shells, in
 * an empty home, with a clean environment. It isolates nothing; steps that only look are what it is for.
 * Root becomes the unused uid here too, so that nothing of the host can be changed by a slip.
 *
 * Throws a UserError that names the package where a tool is missing.
 */
export function planObservation(host: SandboxHost, {markKey, name}: BoxIdentity): LaunchPlan {
	requireTools(host, SHELL_NEEDS);
	const directory = `/tmp/${name}`;
	const home = `${directory}/home`;
	const bin = host.node === undefined ? '' : `:${dirname(host.node)}`;
	const file = (path: string, text: string) => `printf %s ${shellQuote(text)} >${path}`;
	const stage = `set -eu
unset STAGE
umask 077
read -r pid _ </proc/self/stat
echo "init $pid"
mkdir ${directory} ${home}
${file(`${directory}/tabs`, tabsScript(markKey, choosePty(host), directory))}
${file(`${directory}/shell`, BARE_SHELL_SCRIPT)}
${file(`${home}/.bashrc`, shellRc(markKey, 'unlimited'))}
${file(`${home}/.bash_profile`, BASH_PROFILE)}
ulimit -c 0
cd ${home}
unset LC_ALL
export LANG=C.UTF-8 HOME=${home} USER=learner LOGNAME=learner PATH=${learnerPath(home, directory)}${bin}
umask 022
set +eu
${bareInitScript(directory)}`;
	return {
		command: 'setpriv',
		args: ['--pdeathsig', 'KILL', 'sh', '-c', 'eval "$STAGE"', 'lesson-init'],
		env: {PATH: LAUNCH_PATH, TERM: 'xterm-256color', LC_ALL: 'C', STAGE: stage},
		spawnAs: host.dropTo,
		ownedBy: undefined,
		cgroup: NO_CGROUP,
		markKey,
		home,
		endsWith: 'watchdog',
	};
}
